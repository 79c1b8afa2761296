#!/bin/bash
ENV="${1:?the environment}"
helm upgrade --install own oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -n "rooms-$ENV" \
  -f base.yaml -f rooms/$ENV.yaml -f "secrets/$ENV.yaml"
