// An answer as the terminal shows it: as text with its line of measures, and as data. Pure.
import { type Answer, answerText } from '../../shared/chat.ts';
import { formatCount, formatDuration, formatSpeed, formatUsd } from '../../shared/format.ts';
import { type Measures, measure } from '../../shared/metrics.ts';
import { terminalText } from './terminal-text.ts';

const costInWords = ({ cost }: Answer): string => {
  if (cost?.kind === 'local') return 'runs on this computer, no cost';
  if (cost?.amountUsd === undefined) return 'cost unknown';
  const isRough = cost.isEstimate === true || cost.kind === 'approximate';
  return `${isRough ? '~' : ''}${formatUsd(cost.amountUsd)}${cost.kind === 'simulated' ? ' (invented price)' : ''}`;
};

const tokensInWords = ({ inputTokens, outputTokens, isUsageEstimated }: Measures): string[] =>
  inputTokens === undefined || outputTokens === undefined
    ? []
    : [
        `${isUsageEstimated ? '~' : ''}${formatCount(inputTokens)} tokens in, ${formatCount(outputTokens)} out`,
      ];

/** The strip of measures in one line; what is not known is left out. */
export const measuresLine = (answer: Answer): string => {
  const measures = measure(answer);
  const { timeToFirstTokenMs, totalMs, tokensPerSecond, isSpeedEstimated } = measures;
  return [
    ...(timeToFirstTokenMs === undefined ? [] : [`first token ${formatDuration(timeToFirstTokenMs)}`]),
    ...(totalMs === undefined ? [] : [`total ${formatDuration(totalMs)}`]),
    ...(tokensPerSecond === undefined
      ? []
      : [`${isSpeedEstimated ? '~' : ''}${formatSpeed(tokensPerSecond)} tokens/s`]),
    ...tokensInWords(measures),
    costInWords(answer),
  ].join(' · ');
};

/** How it ended, unless it simply came to its end. */
const outcome = ({ status, failure, finish }: Answer): string[] => {
  if (failure !== undefined) return [`(${status}: ${failure.message} [${failure.kind}])`];
  if (status !== 'complete') return [`(${status})`];
  if (finish === undefined || finish.reason === 'stop') return [];
  const words = finish.reason.replaceAll('_', ' ');
  return [`(ended by ${words}${finish.detail === undefined ? '' : `: ${finish.detail}`})`];
};

/** One ended answer for people: name, text, how it ended if not well, measures. Without control characters. */
export const answerReport = (answer: Answer): string => {
  const { modelLabel, connectionLabel } = answer.asked;
  return terminalText(
    [
      `── ${modelLabel} · ${connectionLabel}`,
      answerText(answer).trim(),
      ...outcome(answer),
      measuresLine(answer),
      '',
    ]
      .filter((line, index, lines) => line !== '' || index === lines.length - 1)
      .join('\n'),
  );
};

/** One ended answer as data, with its measures worked out. */
export const answerData = (answer: Answer) => ({
  answerId: answer.id,
  model: answer.asked.model,
  label: answer.asked.modelLabel,
  connection: answer.asked.connectionLabel,
  isSimulated: answer.asked.isSimulated,
  status: answer.status,
  text: answerText(answer),
  reasoning: answer.parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : [])).join(''),
  finish: answer.finish,
  failure: answer.failure,
  usage: answer.usage,
  cost: answer.cost,
  measures: measure(answer),
  timings: answer.timings,
});
