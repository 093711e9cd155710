import { Ban, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../shared/format.ts';
import { type Effort, effortSchema, type ModelRef } from '../../shared/model.ts';
import { useModelFacts } from '../models/use-model-facts.ts';
import { useApi } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './column-parameters.module.css';
import { type ParameterDraft, parseExtra } from './parameter-draft.ts';
import { type NotedParameter, type ParameterNote, parameterNotes } from './parameter-notes.ts';

const effortLabels: Record<Effort, string> = {
  off: 'Off',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Extra high',
  max: 'Maximum',
};

/** Says whether a parameter is sent and taken, and takes it back. */
const Sendable = ({
  name,
  isSet,
  onUnset,
  note,
  onForget,
  children,
}: {
  name: string;
  isSet: boolean;
  onUnset: () => void;
  note?: ParameterNote | undefined;
  /** Takes back what an answer taught, so that it is sent again. */
  onForget?: () => void;
  children: ReactNode;
}) => (
  <div className={styles.parameter}>
    {children}
    <div className={styles.state}>
      {note?.isRefused === true && <Badge tone="warning">Not taken</Badge>}
      {note?.isLearnt === true && (
        <Button
          variant="ghost"
          size="small"
          aria-description={`Send ${name} all the same`}
          onClick={onForget}
        >
          Send again
        </Button>
      )}
      {isSet ? (
        <Button
          variant="ghost"
          size="small"
          icon={<Ban />}
          aria-description={`Do not send ${name}`}
          onClick={onUnset}
        >
          Unset
        </Button>
      ) : (
        note?.isRefused !== true && <Badge tone="neutral">Not sent</Badge>
      )}
    </div>
  </div>
);

/** What is to be known of a parameter before it is sent stands where its usual hint would. */
const hintOf = (note: ParameterNote | undefined, usual?: string): ReactNode => {
  if (note === undefined) return usual;
  if (!note.isRefused) return usual === undefined ? note.text : `${usual}. ${note.text}`;
  return (
    <span className={styles.refused}>
      <TriangleAlert aria-hidden="true" />
      {note.text}
    </span>
  );
};

export interface ParameterFieldsProps {
  draft: ParameterDraft;
  /** `isFinal`: save at once, there is no field to leave. */
  edit: (change: Partial<ParameterDraft>, isFinal?: boolean) => void;
  model: ModelRef;
  extraError: string | undefined;
}

export const ParameterFields = ({ draft, edit, model, extraError }: ParameterFieldsProps) => {
  const api = useApi();
  const command = useCommand();
  const facts = useModelFacts(model);
  const extra = parseExtra(draft.extraText);
  const notes = parameterNotes(facts, { ...draft, extra: extra.ok ? extra.extra : undefined }, Date.now());
  const limit = facts.maxOutputTokens?.value;
  const noted = (parameter: NotedParameter) => ({
    note: notes[parameter],
    onForget: () => void command(api.forgetRefusals({ model, parameter })),
  });
  const isSet = (text: string | undefined) => text !== undefined && text.trim() !== '';
  const known = facts.efforts?.value ?? effortSchema.options;
  const efforts = effortSchema.options.filter(
    (effort) => known.includes(effort) || effort === draft.reasoningEffort,
  );
  return (
    <div className={layout.section}>
      <Sendable
        name="the system prompt"
        isSet={isSet(draft.systemPrompt)}
        onUnset={() => edit({ systemPrompt: undefined }, true)}
      >
        <TextField
          label="System prompt"
          isMultiline
          rows={4}
          maxLength={200_000}
          value={draft.systemPrompt ?? ''}
          placeholder="Instructions that come before the chat"
          onChange={(systemPrompt) => edit({ systemPrompt })}
        />
      </Sendable>
      <Sendable
        name="the temperature"
        isSet={draft.temperature !== undefined}
        {...noted('temperature')}
        onUnset={() => edit({ temperature: undefined }, true)}
      >
        <NumberField
          label="Temperature"
          min={0}
          max={2}
          step={0.1}
          value={draft.temperature}
          hint={hintOf(notes.temperature, '0 to 2')}
          onChange={(temperature) => edit({ temperature })}
        />
      </Sendable>
      <Sendable
        name="the maximum output tokens"
        isSet={draft.maxOutputTokens !== undefined}
        {...noted('maxOutputTokens')}
        onUnset={() => edit({ maxOutputTokens: undefined }, true)}
      >
        <NumberField
          label="Maximum output tokens"
          min={1}
          max={10_000_000}
          step={256}
          value={draft.maxOutputTokens}
          hint={hintOf(
            notes.maxOutputTokens,
            limit === undefined
              ? 'Reasoning counts towards it.'
              : `Reasoning counts towards it. This model allows ${formatCount(limit)}.`,
          )}
          onChange={(value) => edit({ maxOutputTokens: value === undefined ? undefined : Math.round(value) })}
        />
      </Sendable>
      <Sendable
        name="the reasoning effort"
        isSet={draft.reasoningEffort !== undefined}
        {...noted('reasoningEffort')}
        onUnset={() => edit({ reasoningEffort: undefined }, true)}
      >
        <Select<Effort | 'unset'>
          label="Reasoning effort"
          value={draft.reasoningEffort ?? 'unset'}
          hint={hintOf(notes.reasoningEffort)}
          options={[
            { value: 'unset', label: 'The vendor’s default' },
            ...efforts.map((effort) => ({ value: effort, label: effortLabels[effort] })),
          ]}
          onChange={(effort) => edit({ reasoningEffort: effort === 'unset' ? undefined : effort }, true)}
        />
      </Sendable>
      <Sendable
        name="the extra JSON"
        {...noted('extra')}
        isSet={isSet(draft.extraText)}
        onUnset={() => edit({ extraText: undefined }, true)}
      >
        <TextField
          label="Extra JSON"
          isMultiline
          isMonospace
          rows={3}
          value={draft.extraText ?? ''}
          placeholder={'{"seed": 7}'}
          error={extraError}
          hint={hintOf(notes.extra, 'Merged into the request body last, as it is.')}
          onChange={(extraText) => edit({ extraText })}
        />
      </Sendable>
    </div>
  );
};
