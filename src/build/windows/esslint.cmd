@echo off
rem Starts esslint on the run time it lies in. The folder may be moved and copied.
setlocal
set JAVA_TOOL_OPTIONS=
set JDK_JAVA_OPTIONS=
set _JAVA_OPTIONS=
"%~dp0java.exe" -XX:AOTCache="%~dp0..\lib\esslint.aot" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Desslint.findings=101 -m dev.esslint/dev.esslint.cli.Main %*
set status=%errorlevel%
if %status% equ 101 exit /b 1
if %status% equ 1 (
  echo esslint: the Java run time in %~dp0.. failed 1>&2
  exit /b 70
)
exit /b %status%
