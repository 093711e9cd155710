import { describe, expect, it } from 'vitest';
import { parseArguments, UsageError } from '../../electron/web/arguments.ts';

describe('the command line', () => {
  it('without words serves the page at any free port and opens a browser', () => {
    expect(parseArguments([])).toEqual({ port: 0, opensBrowser: true });
  });

  it('takes a port, a folder and no browser', () => {
    expect(parseArguments(['--port', '4321', '--data-dir=/tmp/x', '--no-open'])).toEqual({
      port: 4321,
      dataDir: '/tmp/x',
      opensBrowser: false,
    });
  });

  it('takes a prompt with models by name', () => {
    expect(parseArguments(['--ask', 'hello', '--models', 'sim-fast, OpenAI/gpt-5', '--json']).ask).toEqual({
      prompt: 'hello',
      models: ['sim-fast', 'OpenAI/gpt-5'],
      isJson: true,
    });
    expect(parseArguments(['--ask', 'hello']).ask).toEqual({ prompt: 'hello', models: [], isJson: false });
  });

  it.each([
    [['--host', '0.0.0.0'], '127.0.0.1 only'],
    [['--host=0.0.0.0'], '127.0.0.1 only'],
    [['--port', '65536'], '0 to 65535'],
    [['--port', '-1'], 'port'],
    [['--port', '80x'], '0 to 65535'],
    [['--port', ''], '0 to 65535'],
    [['--nothing'], '--nothing'],
    [['words'], 'words'],
    [['--ask', '  '], 'not empty'],
    [['--json'], '--ask'],
    [['--models', 'x'], '--ask'],
    [['--ask', 'x', '--models', 'a,,b'], 'separated by commas'],
    [['--data-dir', ''], 'folder'],
  ])('%j is refused with a reason', (args, reason) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(reason);
  });
});
