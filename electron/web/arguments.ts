// What the command line asks of the loopback shell. Pure: it knows the words, not what is done about them.
import { parseArgs } from 'node:util';

/** The command line is wrong; the message says how, for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface AskRequest {
  prompt: string;
  /** Names as typed; empty when none were. */
  models: string[];
  isJson: boolean;
}

export interface Arguments {
  /** 0: any free one. */
  port: number;
  dataDir?: string;
  opensBrowser: boolean;
  ask?: AskRequest;
}

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        ask: { type: 'string' },
        models: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    if (args.some((arg) => /^--host(=|$)/.test(arg)))
      throw new UsageError('Collate listens on 127.0.0.1 only: there is no --host.');
    throw new UsageError((error as Error).message);
  }
};

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError('--port takes a number from 0 to 65535.');
  return port;
};

/** Throws `UsageError`. */
export const parseArguments = (args: string[]): Arguments => {
  const values = parse(args);
  const { ask, models, json = false } = values;
  if (ask === undefined && (models !== undefined || json))
    throw new UsageError('--models and --json belong to --ask "PROMPT".');
  if (ask !== undefined && ask.trim() === '') throw new UsageError('--ask needs a prompt that is not empty.');
  const names = (models ?? '').split(',').map((name) => name.trim());
  if (models !== undefined && names.includes(''))
    throw new UsageError('--models takes names separated by commas.');
  if (values['data-dir'] === '') throw new UsageError('--data-dir takes a folder.');
  return {
    port: parsePort(values.port ?? '0'),
    ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
    opensBrowser: values['no-open'] !== true,
    ...(ask === undefined
      ? {}
      : { ask: { prompt: ask, models: models === undefined ? [] : names, isJson: json } }),
  };
};
