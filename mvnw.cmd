@echo off
rem Runs Maven on this project; all it asks of the machine is a JDK. See mvnw, which this follows step by step.
rem Windows 10 and newer bring what is used here: curl, certutil and tar (which unpacks zip archives).
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%HERE%.mvn\wrapper\maven-wrapper.properties") do set "VICHE_%%a=%%b"
set "VERSION=%VICHE_mavenVersion%"
set "SUM=%VICHE_distributionSha512Sum%"
set "STORE=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "STORE=%MAVEN_USER_HOME%\wrapper\dists"
set "MAVEN=%STORE%\apache-maven-%VERSION%-%SUM:~0,12%"

rem JDK: JAVA_HOME, else `java` on the path, else where JDKs are installed.
set "FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "tokens=1,* delims==" %%a in ('java -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.home ="') do for /f "tokens=*" %%c in ("%%b") do call :try "%%c"
for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks") do (
    for /d %%j in ("%%~r\*") do call :try "%%~j"
)
if not defined FOUND (
    echo mvnw: no JDK %VICHE_javaVersion% or newer found: install one ^(https://adoptium.net^) or set JAVA_HOME. 1>&2
    exit /b 1
)
set "JAVA_HOME=%FOUND%"

rem Maven: unpacked here before, else 3.9 on the path, else fetched.
if exist "%MAVEN%\bin\mvn.cmd" goto run
for /f "tokens=3" %%v in ('mvn -v 2^>nul ^| findstr /c:"Apache Maven 3."') do (
    for /f "tokens=2 delims=." %%m in ("%%v") do if %%m GEQ 9 set "MAVEN="
)
if not defined MAVEN (
    call mvn %*
    exit /b
)

echo mvnw: fetching Maven %VERSION%, this once. 1>&2
set "WORK=%STORE%\.fetch.%RANDOM%%RANDOM%"
set "ZIP=%WORK%\apache-maven-%VERSION%-bin.zip"
mkdir "%WORK%" || exit /b 1
pushd "%WORK%"
call mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy "-Dartifact=org.apache.maven:apache-maven:%VERSION%:zip:bin" "-DoutputDirectory=%WORK%" >nul 2>&1
popd
call :verify && goto unpack
curl -fsSL --retry 2 -o "%ZIP%" "%VICHE_distributionUrl%"
call :verify && goto unpack
rmdir /s /q "%WORK%"
echo mvnw: Maven %VERSION% could not be fetched or its SHA-512 was not the one expected: install Maven 3.9. 1>&2
exit /b 1

:unpack
tar -xf "%ZIP%" -C "%WORK%" && if not exist "%MAVEN%" move "%WORK%\apache-maven-%VERSION%" "%MAVEN%" >nul
rmdir /s /q "%WORK%"
if not exist "%MAVEN%\bin\mvn.cmd" exit /b 1

:run
call "%MAVEN%\bin\mvn.cmd" %*
exit /b

rem Takes the JDK in folder %1 if none is found yet and its release file says it is new enough.
:try
if defined FOUND exit /b
if not exist "%~1\bin\javac.exe" exit /b
for /f usebackq^ tokens^=2^ delims^=^=.^" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do if %%v GEQ %VICHE_javaVersion% set "FOUND=%~1"
exit /b

rem Succeeds when the archive is there and its SHA-512 is the one expected.
:verify
if not exist "%ZIP%" exit /b 1
certutil -hashfile "%ZIP%" SHA512 | findstr /i /x "%SUM%" >nul
exit /b
