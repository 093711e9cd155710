// One exchange from the chosen script to its end: decides status, headers and steps, and lets them be played.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WireFormat } from '../../../shared/model.ts';
import type { FaultScript, FaultStep } from './fault-script.ts';
import { createOutlet, type ExchangeOutcome, ExchangeOver } from './outlet.ts';
import { playScript } from './play-script.ts';
import type { SimulatedAnswer } from './simulated-answer.ts';
import { errorBody } from './wires/error-body.ts';
import type { Wire } from './wires/wire.ts';

export interface Performance {
  script: FaultScript;
  wireFormat: WireFormat;
  wire: Wire;
  answer: SimulatedAnswer;
  exchangeId: string;
  response: ServerResponse;
  socket: Socket;
  controller: AbortController;
  onSaid(part: 'text' | 'reasoning', text: string): void;
}

/** A script that says nothing of status, body or steps only changes how the model's own script is carried out. */
export const mergeScripts = (usual: FaultScript, script: FaultScript | undefined): FaultScript => {
  if (!script) return usual;
  const hasOwnCourse =
    script.steps !== undefined ||
    script.body !== undefined ||
    script.error !== undefined ||
    (script.status ?? 200) >= 300;
  if (hasOwnCourse) return script;
  return { ...usual, ...script, headers: { ...usual.headers, ...script.headers } };
};

interface Course {
  status: number;
  headers: Record<string, string>;
  steps: readonly FaultStep[];
}

const chooseCourse = ({ script, wire, wireFormat, exchangeId }: Performance): Course => {
  const status = script.status ?? (script.error && !script.steps ? 500 : 200);
  const { body } = script;
  if (script.steps) {
    const headers = { 'content-type': wire.contentType, 'cache-control': 'no-cache', ...wire.headers };
    return { status, headers, steps: script.steps };
  }
  if (body !== undefined) {
    const step: FaultStep =
      typeof body === 'string' ? { do: 'send', text: body } : { do: 'send', bytes: body };
    return { status, headers: { 'content-type': 'application/json', ...wire.headers }, steps: [step] };
  }
  if (status < 400) return { status, headers: { ...wire.headers }, steps: [{ do: 'head' }] };
  const error = errorBody(wireFormat, status, script.error ?? {}, exchangeId);
  return { status, headers: error.headers, steps: [{ do: 'send', text: error.body }] };
};

const applyHeaders = (
  own: Record<string, string>,
  changes: FaultScript['headers'] = {},
): Record<string, string> => {
  const headers = { ...own };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
  return headers;
};

/** Resolves when the exchange is over; rejects only for a defect of the simulator. `onStatus` learns the status first. */
export const perform = async (
  performance: Performance,
  onStatus: (status: number) => void,
): Promise<ExchangeOutcome> => {
  const { script, response, socket, controller, wire, answer, onSaid } = performance;
  const { status, headers, steps } = chooseCourse(performance);
  onStatus(status);
  const outlet = createOutlet({
    response,
    socket,
    controller,
    status,
    headers: applyHeaders(headers, script.headers),
    encoding: script.encoding,
    cut: script.cut,
  });
  try {
    return await playScript(steps, { outlet, wire, answer, lineEnd: script.lineEnd, onSaid });
  } catch (error) {
    if (error instanceof ExchangeOver) return error.outcome;
    throw error;
  } finally {
    outlet.dispose();
  }
};
