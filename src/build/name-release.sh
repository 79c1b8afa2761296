#!/bin/sh
# Writes what names a release by its checksums: release.lock, which the action and the hook use, and what packagers take, in packaging/.
# Arguments: the version, the SHA256SUMS of the release.
set -eu
cd "$(dirname "$0")/../.."
version=$1 sums=$2
url=https://github.com/esslint/esslint/releases/download/v$version

sum() {
  found=$(sed -n "s/^\([0-9a-f]\{64\}\)  $1\$/\1/p" "$sums")
  [ -n "$found" ] || {
    echo "$sums has no checksum of $1" >&2
    exit 1
  }
  echo "$found"
}
linux_amd64=$(sum "esslint-$version-linux-amd64.tar.gz")
linux_arm64=$(sum "esslint-$version-linux-arm64.tar.gz")
darwin_arm64=$(sum "esslint-$version-darwin-arm64.tar.gz")
windows_amd64=$(sum "esslint-$version-windows-amd64.zip")

cat >release.lock <<LOCK
version $version
$linux_amd64  esslint-$version-linux-amd64.tar.gz
$linux_arm64  esslint-$version-linux-arm64.tar.gz
$darwin_arm64  esslint-$version-darwin-arm64.tar.gz
$windows_amd64  esslint-$version-windows-amd64.zip
LOCK

mkdir -p packaging/homebrew packaging/scoop packaging/winget
cat >packaging/homebrew/esslint.rb <<FORMULA
class Esslint < Formula
  desc "Checks Helm values for the Element Server Suite before they are deployed"
  homepage "https://github.com/esslint/esslint"
  version "$version"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "$url/esslint-$version-darwin-arm64.tar.gz"
      sha256 "$darwin_arm64"
    end
  end
  on_linux do
    on_intel do
      url "$url/esslint-$version-linux-amd64.tar.gz"
      sha256 "$linux_amd64"
    end
    on_arm do
      url "$url/esslint-$version-linux-arm64.tar.gz"
      sha256 "$linux_arm64"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/esslint"
    man1.install_symlink libexec/"share/man/man1/esslint.1"
    bash_completion.install_symlink libexec/"share/bash-completion/completions/esslint"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_esslint"
    fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/esslint.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/esslint --version")
  end
end
FORMULA
cat >packaging/scoop/esslint.json <<SCOOP
{
  "version": "$version",
  "description": "Checks Helm values for the Element Server Suite before they are deployed",
  "homepage": "https://github.com/esslint/esslint",
  "license": "Apache-2.0",
  "architecture": {
    "64bit": {
      "url": "$url/esslint-$version-windows-amd64.zip",
      "hash": "$windows_amd64",
      "extract_dir": "esslint-$version"
    }
  },
  "bin": "bin\\\\esslint.cmd"
}
SCOOP
cat >packaging/winget/esslint.esslint.installer.yaml <<WINGET
PackageIdentifier: esslint.esslint
PackageVersion: $version
InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: esslint-$version\\bin\\esslint.cmd
    PortableCommandAlias: esslint
Installers:
  - Architecture: x64
    InstallerUrl: $url/esslint-$version-windows-amd64.zip
    InstallerSha256: $windows_amd64
ManifestType: installer
ManifestVersion: 1.6.0
WINGET
cat >packaging/winget/esslint.esslint.yaml <<WINGET
PackageIdentifier: esslint.esslint
PackageVersion: $version
DefaultLocale: en-US
ManifestType: version
ManifestVersion: 1.6.0
WINGET
cat >packaging/winget/esslint.esslint.locale.en-US.yaml <<WINGET
PackageIdentifier: esslint.esslint
PackageVersion: $version
PackageLocale: en-US
Publisher: esslint
PackageName: esslint
License: Apache-2.0
ShortDescription: Checks Helm values for the Element Server Suite before they are deployed
ManifestType: defaultLocale
ManifestVersion: 1.6.0
WINGET
