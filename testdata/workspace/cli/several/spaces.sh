#!/bin/bash
for ns in left right; do
  helm upgrade --install each oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -n $ns -f base.yaml
done
for try in 1 2 3; do
  helm upgrade --install once oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f base.yaml && break
done
