import { clsx } from 'clsx';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
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

export const ModelOption = ({
  model,
  connection,
  ...place
}: Place & { model: ModelInfo; connection: Connection }) => {
  const isSimulated = connection.id === simulatorConnectionId;
  return (
    <Option {...place}>
      <span className={styles.name}>
        {model.name ?? model.id}
        {model.name !== undefined && model.name !== model.id && <span className={styles.id}>{model.id}</span>}
      </span>
      <span className={styles.facts}>
        {model.isDeprecated === true && <Badge tone="warning">Deprecated</Badge>}
        {isSimulated && <Badge tone="simulated">Simulated</Badge>}
        {!isSimulated && vendors[connection.vendorId].isLocal === true && <Badge tone="success">Local</Badge>}
        {model.contextTokens !== undefined && (
          <span className={styles.context}>{formatContext(model.contextTokens)} context</span>
        )}
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
