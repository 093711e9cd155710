// Plays a script to one client: steps become frames of the request's format, at the pace of the model, until the end or the first cut.
// Knows neither HTTP nor where the steps come from.
import { estimateTokens } from '../../../shared/usage.ts';
import type { FaultScript, FaultStep, SimulatedFinish, UsageCounts } from './fault-script.ts';
import type { Outlet } from './outlet.ts';
import type { SimulatedAnswer } from './simulated-answer.ts';
import { refusalExplanation } from './simulated-models.ts';
import type { Frame, Wire } from './wires/wire.ts';

/** Tokens in one write at most, so that one hurried stream does not hold up the others. */
const burstTokens = 64;

export interface ScriptContext {
  outlet: Outlet;
  wire: Wire;
  answer: SimulatedAnswer;
  lineEnd: FaultScript['lineEnd'];
  /** The operating system has taken a delta whole. */
  onSaid(part: 'text' | 'reasoning', text: string): void;
}

/** Always rejects: with `ExchangeOver` however the exchange ended, with anything else only for a defect. */
export const playScript = async (steps: readonly FaultStep[], context: ScriptContext): Promise<never> => {
  const { outlet, wire, answer, onSaid } = context;
  let reasoningTokens = 0;
  let textTokens = 0;
  let parts = 0;
  let finish: SimulatedFinish = 'stop';

  const bytesOf = (frame: Frame): Uint8Array => {
    if (typeof frame !== 'string') return frame;
    return Buffer.from(context.lineEnd ? frame.replaceAll('\n', context.lineEnd) : frame);
  };
  const sendFrames = (frames: readonly Frame[]): Promise<void> =>
    frames.length === 0 ? Promise.resolve() : outlet.send(Buffer.concat(frames.map(bytesOf)));

  /** Sends each token when it is due; what is late goes out together, so a busy machine slows nothing down for good. */
  const playTokens = async (
    part: 'text' | 'reasoning',
    tokens: readonly string[],
    write: (token: string) => Frame[],
  ): Promise<void> => {
    const { tokensPerSecond } = answer.pace;
    const startedAt = performance.now();
    let sent = 0;
    while (sent < tokens.length) {
      const isUnpaced = tokensPerSecond === Number.POSITIVE_INFINITY;
      const due = isUnpaced
        ? tokens.length
        : 1 + Math.floor(((performance.now() - startedAt) * tokensPerSecond) / 1000);
      const until = Math.min(due, tokens.length, sent + burstTokens);
      if (until > sent) {
        const ready = tokens.slice(sent, until);
        await sendFrames(ready.flatMap(write));
        onSaid(part, ready.join(''));
      }
      sent = Math.max(sent, until);
      if (sent < tokens.length && !isUnpaced && sent >= due)
        await outlet.sleep(Math.max(1, startedAt + (sent * 1000) / tokensPerSecond - performance.now()));
    }
  };

  const playAnswer = async (share: number): Promise<void> => {
    const { reasoning, text } = answer;
    const total = reasoning.reduce((sum, part) => sum + part.length, 0) + text.length;
    let room = Math.round(total * share);
    for (const part of reasoning) {
      const tokens = part.slice(0, room);
      room -= tokens.length;
      if (tokens.length === 0) break;
      await playTokens('reasoning', tokens, (token) => wire.reasoning(token, parts));
      reasoningTokens += tokens.length;
      parts += 1;
    }
    const tokens = text.slice(0, room);
    await playTokens('text', tokens, (token) => wire.text(token));
    textTokens += tokens.length;
    if (share >= 1) finish = answer.finish;
  };

  const counts = (): UsageCounts => ({
    inputTokens: answer.inputTokens,
    cachedTokens: answer.cachedTokens,
    outputTokens: reasoningTokens + textTokens,
    reasoningTokens,
  });

  const playEnd = (step: Extract<FaultStep, { do: 'end' }>): Promise<void> => {
    const usage = step.usage === 'missing' ? undefined : (step.usage ?? counts());
    const frames = wire.end(step.finish ?? finish, usage, refusalExplanation);
    return sendFrames(step.isCutBeforeLast ? frames.slice(0, -1) : frames);
  };

  const playWhole = async (): Promise<void> => {
    await outlet.head({ 'content-type': 'application/json' });
    reasoningTokens += answer.reasoning.flat().length;
    textTokens += answer.text.length;
    const said = {
      reasoning: answer.reasoning.map((part) => part.join('')).join('\n\n'),
      text: answer.text.join(''),
    };
    const body = wire.whole(answer.finish, counts(), refusalExplanation, said);
    await outlet.send(Buffer.from(JSON.stringify(body)));
  };

  const playStep = async (step: FaultStep): Promise<void> => {
    switch (step.do) {
      case 'wait':
        return outlet.sleep(step.ms);
      case 'head':
        return outlet.head();
      case 'send':
        return outlet.send('bytes' in step ? step.bytes : Buffer.from(step.text));
      case 'raw':
        return outlet.raw(Buffer.from(step.text, 'latin1'));
      case 'begin':
        return sendFrames(wire.begin());
      case 'text':
        textTokens += estimateTokens(step.text);
        await sendFrames(wire.text(step.text));
        return onSaid('text', step.text);
      case 'reasoning': {
        reasoningTokens += estimateTokens(step.text);
        const frames = wire.reasoning(step.text, parts);
        parts += 1;
        await sendFrames(frames);
        return onSaid('reasoning', step.text);
      }
      case 'answer':
        return playAnswer(step.share ?? 1);
      case 'end':
        return playEnd(step);
      case 'whole':
        return playWhole();
      case 'event':
        return sendFrames([wire.event(step.name, step.data)]);
      case 'error-event': {
        const { code, message } = step;
        return sendFrames(
          wire.error({ ...(code !== undefined && { code }), ...(message !== undefined && { message }) }),
        );
      }
      case 'malformed':
        return sendFrames([wire.malformed()]);
      case 'split':
        return outlet.split(step.every, step.waitMs ?? 0);
      case 'repeat':
        for (let round = 0; round < (step.times ?? Number.POSITIVE_INFINITY); round += 1)
          for (const inner of step.steps) await playStep(inner);
        return;
      case 'close':
      case 'drop':
      case 'reset':
        return outlet.finish(step.do);
      case 'stall':
        return outlet.stall();
    }
  };

  for (const step of steps) await playStep(step);
  return outlet.finish('close');
};
