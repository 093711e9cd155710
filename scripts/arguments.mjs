// What the command line asks of `npm start`. Checked before anything is installed or built; what the app itself understands
// is handed on as it was typed.
import { parseArgs } from 'node:util';

export class UsageError extends Error {}

export const help = `Collate puts one prompt to many models and shows their answers side by side.

  npm start                            opens Collate: a window where one can be had, else a page in your browser
  npm start -- --web | --desktop       the page | the window, and nothing else
  npm start -- --port 4321             the page, at this port instead of any free one
  npm start -- --no-open               prints the link to the page and opens no browser
  npm start -- --data-dir FOLDER       keeps chats, settings and encrypted keys there
  npm start -- --ask "PROMPT"          one comparison in the terminal; exit code 1 if every model failed
      --models a,b                     which: model ids, labels, or "connection label/model id"
      --json                           one JSON document instead of text
`;

/**
 * @param {string[]} args
 * @returns {{ help: boolean, web: boolean, desktop: boolean, ask: boolean, dataDir: string | undefined, forWeb: string[] }}
 */
export const parseStartArguments = (args) => {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        web: { type: 'boolean' },
        desktop: { type: 'boolean' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        ask: { type: 'string' },
        models: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    if (args.some((arg) => /^--host(=|$)/.test(arg)))
      throw new UsageError('Collate listens on 127.0.0.1 only: there is no --host.');
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const onlyWeb = /** @type {const} */ (['port', 'no-open', 'ask', 'models', 'json']).filter(
    (name) => values[name] !== undefined,
  );
  if (values.desktop && values.web) throw new UsageError('--web and --desktop exclude each other.');
  if (values.desktop && onlyWeb[0] !== undefined)
    throw new UsageError(`--${onlyWeb[0]} does not go with --desktop.`);
  return {
    help: values.help === true,
    // A port and a link that is not opened can only be meant for the page.
    web: values.web === true || values.port !== undefined || values['no-open'] === true,
    desktop: values.desktop === true,
    ask: values.ask !== undefined,
    dataDir: values['data-dir'],
    forWeb: args.filter((arg) => arg !== '--web'),
  };
};
