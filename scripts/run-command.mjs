// Runs other programs in the foreground: they get the terminal, and Ctrl-C reaches them and not only this script.
import { spawn } from 'node:child_process';

/** A terminal sends these to every process it runs, so the child mostly has them already: it is told again only if it goes on. */
const terminalSignals = /** @type {const} */ (['SIGINT', 'SIGHUP']);
const tellAgainMs = 1000;

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, linked?: boolean, timeoutMs?: number, shell?: boolean }} [options]
 *   `quiet`: its output goes to standard error. `linked`: it is told when this script is gone.
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null, isTimeout: boolean }>} Rejects when it cannot be started.
 */
export const runCommand = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const { cwd, env, quiet = false, linked = false, timeoutMs, shell = false } = options;
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      shell,
      stdio: [
        'inherit',
        quiet ? process.stderr : 'inherit',
        'inherit',
        ...(linked ? [/** @type {const} */ ('ipc')] : []),
      ],
    });
    let isTimeout = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isTimeout = true;
            child.kill();
          }, timeoutMs);
    const pass = () => child.kill('SIGTERM');
    // On Windows a signal to one process cannot be handled by it: it would be killed in the middle of saving.
    const wait = () => void (process.platform === 'win32' || setTimeout(pass, tellAgainMs).unref());
    for (const signal of terminalSignals) process.on(signal, wait);
    process.on('SIGTERM', pass);
    const settle = () => {
      clearTimeout(timer);
      for (const signal of terminalSignals) process.off(signal, wait);
      process.off('SIGTERM', pass);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve({ code: code ?? 1, signal, isTimeout });
    });
  });
