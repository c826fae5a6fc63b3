package dev.viche.cli;

import picocli.CommandLine.Command;

/** {@code viche admin}: the accounts of those who may do everything. */
@Command(
        name = "admin",
        description = {"Look after the accounts of admins.", ""},
        subcommands = AdminCreateCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit code: that of the command; 2 without one."})
final class AdminCommand {}
