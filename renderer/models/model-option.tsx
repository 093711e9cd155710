import { clsx } from 'clsx';
import { factsOf } from '../../shared/capabilities.ts';
import { type Connection, type ModelList, simulatorConnectionId } from '../../shared/connection.ts';
import { formatUsd } from '../../shared/format.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { vendors } from '../../shared/vendors.ts';
import { Badge } from '../ui/badge.tsx';
import { formatContext } from './find-models.ts';
import styles from './model-search.module.css';

interface Place {
  id: string;
  isActive: boolean;
  onPoint: () => void;
  onPick: () => void;
}

const Option = ({ id, isActive, onPoint, onPick, children }: Place & { children: React.ReactNode }) => (
  // The keys are those of the search box, which keeps the focus.
  // biome-ignore lint/a11y/useKeyWithClickEvents: handled by the combobox that owns this option
  // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant instead
  <div
    id={id}
    role="option"
    aria-selected={isActive}
    className={clsx(styles.option, isActive && styles.active)}
    onPointerMove={onPoint}
    onClick={onPick}
  >
    {children}
  </div>
);

/** What goes in besides text, and whether it reasons: in the fewest words. */
const abilities = (facts: ReturnType<typeof factsOf>): string[] => {
  const input = facts.input?.value ?? [];
  return [
    ...(input.includes('image') ? ['images'] : []),
    ...(input.includes('pdf') ? ['PDF'] : []),
    ...((facts.efforts?.value.length ?? 0) > 0 ? ['reasoning'] : []),
  ];
};

/** Whether and until when it is still served, where it will not be for ever. */
const endingOf = (isDeprecated: boolean, retiresOn: string | undefined): string | undefined => {
  if (retiresOn === undefined) return isDeprecated ? 'Deprecated' : undefined;
  if (retiresOn < new Date().toISOString()) return `Retired ${retiresOn}`;
  return isDeprecated ? `Deprecated, until ${retiresOn}` : `Until ${retiresOn}`;
};

export const ModelOption = ({
  model,
  connection,
  list,
  ...place
}: Place & { model: ModelInfo; connection: Connection; list: ModelList | undefined }) => {
  const isSimulated = connection.id === simulatorConnectionId;
  const facts = factsOf(
    { connectionId: connection.id, modelId: model.id },
    {
      connections: { [connection.id]: connection },
      models: { [connection.id]: { models: [model], listedAt: list?.listedAt ?? 0 } },
    },
  );
  const { contextTokens, price, baseModelId } = facts;
  const ending = endingOf(facts.isDeprecated, facts.retiresOn);
  const words = [
    ...abilities(facts),
    ...(contextTokens === undefined ? [] : [`${formatContext(contextTokens.value)} context`]),
    ...(price === undefined || isSimulated
      ? []
      : [`${formatUsd(price.inputUsdPerMillion)} in, ${formatUsd(price.outputUsdPerMillion)} out`]),
  ];
  return (
    <Option {...place}>
      <span className={styles.name}>
        {model.name ?? model.id}
        {model.name !== undefined && model.name !== model.id && <span className={styles.id}>{model.id}</span>}
        {baseModelId !== model.id && <span className={styles.id}>{baseModelId}</span>}
      </span>
      <span className={styles.facts}>
        {words.length > 0 && <span className={styles.context}>{words.join(' · ')}</span>}
        {ending !== undefined && <Badge tone="warning">{ending}</Badge>}
        {isSimulated && <Badge tone="simulated">Simulated</Badge>}
        {!isSimulated && vendors[connection.vendorId].isLocal === true && <Badge tone="success">Local</Badge>}
      </span>
    </Option>
  );
};

export const FreeTextOption = ({
  modelId,
  connection,
  ...place
}: Place & { modelId: string; connection: Connection }) => (
  <Option {...place}>
    <span className={styles.name}>
      <span>
        Use <code>{modelId}</code> at {connection.label}
      </span>
    </span>
  </Option>
);
