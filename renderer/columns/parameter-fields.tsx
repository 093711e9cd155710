import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Effort, effortSchema, type ModelRef } from '../../shared/model.ts';
import { useCollate } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './column-parameters.module.css';
import type { ParameterDraft } from './parameter-draft.ts';

const effortLabels: Record<Effort, string> = {
  off: 'Off',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Extra high',
  max: 'Maximum',
};

/** Says whether a parameter is sent, and takes it back. */
const Sendable = ({
  name,
  isSet,
  onUnset,
  children,
}: {
  name: string;
  isSet: boolean;
  onUnset: () => void;
  children: ReactNode;
}) => (
  <div className={styles.parameter}>
    {children}
    <div className={styles.state}>
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
        <Badge tone="neutral">Not sent</Badge>
      )}
    </div>
  </div>
);

export interface ParameterFieldsProps {
  draft: ParameterDraft;
  /** `isFinal`: save at once, there is no field to leave. */
  edit: (change: Partial<ParameterDraft>, isFinal?: boolean) => void;
  model: ModelRef;
  extraError: string | undefined;
}

export const ParameterFields = ({ draft, edit, model, extraError }: ParameterFieldsProps) => {
  const info = useCollate((state) =>
    state.models[model.connectionId]?.models.find(({ id }) => id === model.modelId),
  );
  const isSet = (text: string | undefined) => text !== undefined && text.trim() !== '';
  const known = info?.efforts ?? effortSchema.options;
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
        onUnset={() => edit({ temperature: undefined }, true)}
      >
        <NumberField
          label="Temperature"
          min={0}
          max={2}
          step={0.1}
          value={draft.temperature}
          hint="0 to 2. Some models refuse it; the answer then says so."
          onChange={(temperature) => edit({ temperature })}
        />
      </Sendable>
      <Sendable
        name="the maximum output tokens"
        isSet={draft.maxOutputTokens !== undefined}
        onUnset={() => edit({ maxOutputTokens: undefined }, true)}
      >
        <NumberField
          label="Maximum output tokens"
          min={1}
          max={10_000_000}
          step={256}
          value={draft.maxOutputTokens}
          hint={
            info?.maxOutputTokens === undefined
              ? 'Reasoning counts towards it.'
              : `Reasoning counts towards it. This model allows ${info.maxOutputTokens.toLocaleString('en')}.`
          }
          onChange={(value) => edit({ maxOutputTokens: value === undefined ? undefined : Math.round(value) })}
        />
      </Sendable>
      <Sendable
        name="the reasoning effort"
        isSet={draft.reasoningEffort !== undefined}
        onUnset={() => edit({ reasoningEffort: undefined }, true)}
      >
        <Select<Effort | 'unset'>
          label="Reasoning effort"
          value={draft.reasoningEffort ?? 'unset'}
          options={[
            { value: 'unset', label: 'The vendor’s default' },
            ...efforts.map((effort) => ({ value: effort, label: effortLabels[effort] })),
          ]}
          onChange={(effort) => edit({ reasoningEffort: effort === 'unset' ? undefined : effort }, true)}
        />
      </Sendable>
      <Sendable
        name="the extra JSON"
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
          hint="Merged into the request body last, as it is."
          onChange={(extraText) => edit({ extraText })}
        />
      </Sendable>
    </div>
  );
};
