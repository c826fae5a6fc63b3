.DEFAULT_GOAL := help
.PHONY: help dev test verify format run native native-it bench footprint fuzz audit cluster-it cluster-update-it container-it k8s-it k8s-cluster-it bench-cluster clean

help: ## what there is
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1	/p' Makefile | expand -t 16

dev: ## the server with live reload at http://localhost:8080
	./mvnw quarkus:dev

test: ## all tests but those on the packaged program
	./mvnw test

verify: ## everything that must pass before a push
	./mvnw verify

format: ## the layout the build checks for
	./mvnw -q spotless:apply

run: ## the packaged program, as it is deployed
	./mvnw -q package -DskipTests quarkus:run

native: ## target/viche, an executable without a JVM (GRAALVM_HOME: GraalVM or Mandrel for Java 25)
	./mvnw package -Dnative -DskipTests

native-it: native ## the tests on the packaged program and on the protocol, held against target/viche
	./mvnw verify -Dprogram.under.test=$(CURDIR)/target/viche -Dtest='dev/viche/contract/*Test' $(OPTIONS)

bench: ## what a message costs, beside a baseline (OPTIONS="rounds=1 cases=fan-out": bench/README.md)
	./mvnw -q package exec:exec@bench -DskipTests "-Dbench.options=$(OPTIONS)"

bench-cluster: ## the same for 1, 2 and 3 instances of the cluster flavour, on a PostgreSQL and a Redis of its own
	./mvnw -q package -DskipTests -Dquarkus.profile=cluster -Dviche.build.directory=target/cluster
	./mvnw -q exec:exec@bench-cluster "-Dbench.options=$(OPTIONS)"

footprint: ## size, start and memory of target/viche beside the program in a JVM (bench/README.md)
	./mvnw -q exec:exec@footprint

fuzz: ## look for a text that makes the server fail (SECONDS=600); learns in target/fuzz
	./mvnw -q test -Dtest=FuzzTest -Dfuzz.seconds=$(or $(SECONDS),600)

audit: ## known holes in what is shipped; fetches the NVD's reports (NVD_API_KEY, if you have one, makes that quick)
	./mvnw -q org.owasp:dependency-check-maven:check

cluster-it: ## the cluster flavour packaged; its faults, and the protocol on three instances behind nginx
	./mvnw -q package -DskipTests -Dquarkus.profile=cluster -Dviche.build.directory=target/cluster
	VICHE_REQUIRE_CLUSTER=1 ./mvnw verify -Dcontract.on=cluster -DexcludedGroups=one-process -Dtest='dev/viche/contract/*Test' -Dit.test='Cluster*IT' -Dcluster.rounds=5 $(OPTIONS)

cluster-update-it: ## three instances of PREVIOUS=<tag or commit> updated to this one and back under load
	@test -n "$(PREVIOUS)" || { echo "Say which release they come from: make cluster-update-it PREVIOUS=<tag or commit>"; exit 2; }
	rm -rf target/previous && git clone -q . target/previous && git -C target/previous checkout -q "$(PREVIOUS)"
	cd target/previous && ./mvnw -q package -Dmaven.test.skip -Dspotless.check.skip -Dquarkus.profile=cluster -Dviche.build.directory=target/cluster
	./mvnw -q package -DskipTests -Dquarkus.profile=cluster -Dviche.build.directory=target/cluster
	VICHE_REQUIRE_CLUSTER=1 ./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ClusterUpdateIT -Dcluster.previous=$(CURDIR)/target/previous/target/cluster/quarkus-app/quarkus-run.jar $(OPTIONS)

container-it: ## images and compose on this machine's Docker engine (FLAVOUR=jvm, cluster: docs/containers.md); wants root
	src/test/docker/container-it $(FLAVOUR)

k8s-it: ## k8s/overlays/single rolled out on a Kubernetes of this machine while a probe talks (docs/kubernetes.md)
	src/test/k8s/k8s-it

k8s-cluster-it: ## k8s/overlays/cluster with PostgreSQL and Redis in pods, likewise (docs/cluster.md)
	src/test/k8s/k8s-cluster-it

clean: ## nothing built is left
	./mvnw -q clean
