@echo off
rem Opens the desk of the publication in this folder, in the browser. To start it, double-click this file.
setlocal EnableExtensions DisableDelayedExpansion
title The desk
chcp 65001 >nul
rem Unlike cd, pushd also enters a folder of another computer.
pushd "%~dp0" || goto failed
if exist "data\" goto find
echo There is no publication beside this file: the folder data is missing.
echo Move this file back into the folder of the publication, and double-click it there.
goto wait

:find
rem A window that was opened by a double-click may not know the folders into which uv and pipx install.
set "PROGRAM="
for %%P in (factpress.exe) do set "PROGRAM=%%~$PATH:P"
if not defined PROGRAM if defined UV_TOOL_BIN_DIR if exist "%UV_TOOL_BIN_DIR%\factpress.exe" set "PROGRAM=%UV_TOOL_BIN_DIR%\factpress.exe"
if not defined PROGRAM if defined XDG_BIN_HOME if exist "%XDG_BIN_HOME%\factpress.exe" set "PROGRAM=%XDG_BIN_HOME%\factpress.exe"
if not defined PROGRAM if defined PIPX_BIN_DIR if exist "%PIPX_BIN_DIR%\factpress.exe" set "PROGRAM=%PIPX_BIN_DIR%\factpress.exe"
if not defined PROGRAM if exist "%USERPROFILE%\.local\bin\factpress.exe" set "PROGRAM=%USERPROFILE%\.local\bin\factpress.exe"
if defined PROGRAM goto run
echo factpress is not installed on this computer.
echo The person who gave you this publication can send you the file factpress-....whl. Install it with
echo.
echo     uv tool install PATH-OF-THAT-FILE
echo.
echo and double-click this file again. The page "Install factpress" of the guide has each step.
goto wait

:run
echo The desk opens in your browser. Leave this window open while you work.
"%PROGRAM%" desk .
if "%ERRORLEVEL%"=="0" exit /b 0
if "%ERRORLEVEL%"=="130" exit /b 0

:failed
echo.
echo The desk could not go on. The lines above say why, and what to do.

:wait
echo.
pause
exit /b 2
