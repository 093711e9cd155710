// Every measure under an answer: its value in words, and what to say of it when asked. Pure; the definitions themselves are in shared/metrics.ts.
import type { Answer } from '../../shared/chat.ts';
import { isRunning } from '../../shared/chat.ts';
import { formatDuration, formatShortCount, formatSpeed, formatUsd } from '../../shared/format.ts';
import { type Measures, measure } from '../../shared/metrics.ts';
import type { Cost } from '../../shared/price.ts';
import { estimateGrowingTokens } from '../../shared/usage.ts';

export interface MeasureRow {
  name: 'first-token' | 'total' | 'speed' | 'cost' | 'input' | 'output' | 'cached' | 'reasoning';
  label: string;
  /** Undefined while unknown. */
  value: string | undefined;
  /** Title and sentences of the explanation. */
  title: string;
  explanation: string[];
  isInvented?: boolean;
}

/** Prices move; what is older deserves a second look. */
const stalePriceDays = 60;

const dayMs = 86_400_000;

const costValue = (cost: Cost | undefined): string | undefined => {
  if (cost === undefined) return undefined;
  if (cost.kind === 'unknown') return 'no price';
  if (cost.kind === 'local') return 'local';
  if (cost.amountUsd === undefined) return undefined;
  const mark = cost.kind === 'approximate' ? '≈' : cost.isEstimate === true ? '~' : '';
  return `${mark}${formatUsd(cost.amountUsd)}`;
};

const costExplanation = (cost: Cost | undefined, now: number): string[] => {
  if (cost === undefined) return ['Known when the answer has ended.'];
  const { provenance } = cost;
  const lines = [provenance.sentence];
  if (provenance.inputUsdPerMillion !== undefined && provenance.outputUsdPerMillion !== undefined)
    lines.push(
      `${formatUsd(provenance.inputUsdPerMillion)} per million tokens in, ${formatUsd(provenance.outputUsdPerMillion)} out.`,
    );
  const source = [provenance.source, provenance.row].filter((each) => each !== undefined).join(' · ');
  if (source !== '') lines.push(`Source: ${source}`);
  if (provenance.asOf !== undefined) {
    const ageDays = Math.floor((now - Date.parse(provenance.asOf)) / dayMs);
    lines.push(
      `Price as of ${provenance.asOf}${ageDays > stalePriceDays ? ` – ${ageDays} days old, it may have changed` : ''}.`,
    );
  }
  if (cost.isEstimate === true) lines.push('~ The tokens it is computed from are estimated.');
  return lines;
};

const estimatedOutput = (answer: Answer): number => {
  let tokens = 0;
  for (const part of answer.parts)
    if (part.type === 'text' || part.type === 'reasoning') tokens += estimateGrowingTokens([part]);
  return tokens;
};

const firstTokenExplanation = (measures: Measures): string[] => {
  const lines = ['From sending the request that succeeded to the first content, reasoning or text.'];
  const { timeToFirstTokenMs: token, timeToFirstTextMs: text } = measures;
  // Both are shown only where the difference can be felt.
  if (token !== undefined && text !== undefined && text - token > 500)
    lines.push(`First visible text after ${formatDuration(text)}.`);
  return lines;
};

/** `now` is epoch ms: while an answer is on its way its total is the time since it was asked. */
export const measureRows = (answer: Answer, now: number): MeasureRow[] => {
  const isLive = isRunning(answer);
  const { usage: reported, ...unreported } = answer;
  // What vendors report in mid-stream is the count so far at best, often a placeholder: until the end the text is counted.
  const measures = measure(isLive ? unreported : answer);
  if (isLive && reported !== undefined) measures.inputTokens = reported.inputTokens;
  const liveTokens = isLive ? Math.max(estimatedOutput(answer), reported?.outputTokens ?? 0) : undefined;
  const output = measures.outputTokens ?? (liveTokens === 0 ? undefined : liveTokens);
  const isOutputEstimated = measures.isUsageEstimated || liveTokens !== undefined;
  const totalMs = isLive ? Math.max(0, now - answer.timings.startedAt) : measures.totalMs;
  const { tokensPerSecond, timeToFirstTokenMs, inputTokens, cacheReadTokens, reasoningTokens } = measures;

  const rows: MeasureRow[] = [
    {
      name: 'first-token',
      label: 'first token',
      value: timeToFirstTokenMs === undefined ? undefined : formatDuration(timeToFirstTokenMs),
      title: 'Time to first token',
      explanation: firstTokenExplanation(measures),
    },
    {
      name: 'total',
      label: isLive ? 'elapsed' : 'total',
      value: totalMs === undefined ? undefined : formatDuration(totalMs),
      title: 'Total time',
      explanation: [
        'From the first request to the last content. Waiting between retries is included.',
        ...(measures.retriesMs === undefined
          ? []
          : [`${formatDuration(measures.retriesMs)} of it in ${Math.max(1, answer.attempts - 1)} retries.`]),
      ],
    },
    {
      name: 'speed',
      label: 'tokens/s',
      value:
        tokensPerSecond === undefined
          ? undefined
          : `${measures.isSpeedEstimated ? '~' : ''}${formatSpeed(tokensPerSecond)}`,
      title: 'Output speed',
      explanation: [
        'Output tokens per second between first and last content, streamed reasoning included.',
        'Left out under 20 tokens or 250 ms, where it would say more about chance.',
        ...(measures.isSpeedEstimated && tokensPerSecond !== undefined
          ? ['~ Tokens are estimated from the text.']
          : []),
      ],
    },
    {
      name: 'cost',
      label: 'cost',
      value: costValue(answer.cost),
      title: answer.cost?.kind === 'simulated' ? 'Cost (invented)' : 'Cost',
      explanation: costExplanation(answer.cost, now),
      isInvented: answer.cost?.kind === 'simulated',
    },
    {
      name: 'input',
      label: 'tokens in',
      value: inputTokens === undefined ? undefined : formatShortCount(inputTokens),
      title: 'Input tokens',
      explanation: ['All that was read: system prompt, earlier turns and this prompt, cached or not.'],
    },
    {
      name: 'output',
      label: 'tokens out',
      value: output === undefined ? undefined : `${isOutputEstimated ? '~' : ''}${formatShortCount(output)}`,
      title: 'Output tokens',
      explanation: [
        'All that was written, reasoning included.',
        ...(isOutputEstimated ? ['~ Estimated from the text; the vendor has not reported it.'] : []),
      ],
    },
  ];
  if (cacheReadTokens !== undefined && cacheReadTokens > 0)
    rows.push({
      name: 'cached',
      label: 'cached',
      value: formatShortCount(cacheReadTokens),
      title: 'Cached input tokens',
      explanation: ['The part of the input the vendor had in its cache and reads at a lower price.'],
    });
  if (reasoningTokens !== undefined && reasoningTokens > 0)
    rows.push({
      name: 'reasoning',
      label: 'reasoning',
      value: formatShortCount(reasoningTokens),
      title: 'Reasoning tokens',
      explanation: ['The part of the output spent on reasoning. Paid for, whether shown or not.'],
    });
  return rows;
};
