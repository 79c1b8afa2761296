#!/bin/bash
for env in prod test; do
  helm upgrade --install "ess-$env" oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -n "chat-${env}" \
    -f base.yaml -f envs/$env.yaml
done
