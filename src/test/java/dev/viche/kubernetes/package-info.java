/** The manifests under k8s, read by the types of Kubernetes' API and held against the program they deploy. */
@NullMarked
package dev.viche.kubernetes;

import org.jspecify.annotations.NullMarked;
