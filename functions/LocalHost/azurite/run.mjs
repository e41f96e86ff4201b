// Runs Azurite for as long as standard input stays open. The program that started it holds the other end of that pipe,
// so when it ends, however it ends, the pipe closes and Azurite saves its data and ends too: on Linux, macOS and Windows.
// Arguments are Azurite's own.
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const pidFile = process.env.MONITORING_AZURITE_PID_FILE;
if (pidFile) {
  writeFileSync(pidFile, String(process.pid));
  process.on("exit", () => rmSync(pidFile, { force: true }));
}

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  // The word that makes Azurite close its servers and save. Nobody listens for it before it has started.
  if (!process.emit("message", "shutdown")) process.exit(0);
  setTimeout(() => process.exit(0), 5000).unref();
}

process.stdin.on("end", end).on("close", end).on("error", end).resume();
process.on("SIGHUP", end);

// Ctrl-C reaches every program of the terminal. Azurite must outlive the app, whose functions are still finishing.
const ignore = () => {};
process.on("newListener", (event, listener) => {
  if (event === "SIGINT" && listener !== ignore) setImmediate(() => process.removeListener("SIGINT", listener));
});
process.on("SIGINT", ignore);

// Writing to a reader that has gone must not end Azurite before it has saved.
process.stdout.on("error", ignore);
process.stderr.on("error", ignore);

createRequire(import.meta.url)("./node_modules/azurite/dist/src/azurite.js");
