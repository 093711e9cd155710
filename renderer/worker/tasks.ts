/** What a row's module gives: work on one input, with parts of the result handed out on the way where there are any. */
export type Task<Input, Output, Part = never> = (
  input: Input,
  onPart: (part: Part) => void,
) => Output | Promise<Output>;

/**
 * What the worker can do, a row per task; the code of a row is loaded when it is first asked for. Inputs, outputs and parts
 * are copied between threads: plain data only. The page imports this file for its types alone.
 */
export const tasks = {
  'load-grammar': async () => (await import('../markdown/highlight-code.ts')).loadGrammar,
  highlight: async () => (await import('../markdown/highlight-code.ts')).highlightCode,
  'compare-texts': async () => (await import('../../shared/compare/compare-texts.ts')).compareTexts,
  'find-agreement': async () => (await import('../../shared/compare/agreement.ts')).findAgreement,
};

export type TaskName = keyof typeof tasks;
type TaskOf<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>;

export type TaskInput<Name extends TaskName> = Parameters<TaskOf<Name>>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<TaskOf<Name>>>;
export type TaskPart<Name extends TaskName> =
  Parameters<TaskOf<Name>> extends [unknown, (part: infer Part) => void] ? Part : never;
