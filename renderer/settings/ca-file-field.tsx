import { useEffect, useState } from 'react';
import type { CertificateFact, NetworkSettings } from '../../shared/network.ts';
import { useApi } from '../state/store.ts';
import { failureOf } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import type { SaveNetwork } from './network-section.tsx';

const dateOf = (at: number): string =>
  Number.isFinite(at)
    ? new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })
    : 'an unknown date';

const wordsOf = ({ name, validUntil, isExpired }: CertificateFact): string =>
  isExpired ? `${name}: expired on ${dateOf(validUntil)}` : `${name}: valid until ${dateOf(validUntil)}`;

/** A file with certificate authorities of one's own: where it is, and what it holds or why it cannot be used. */
export const CaFileField = ({ network, save }: { network: NetworkSettings; save: SaveNetwork }) => {
  const api = useApi();
  const stored = network.caFile ?? '';
  const [path, setPath] = useState(stored);
  const [problem, setProblem] = useState<string>();
  const [facts, setFacts] = useState<CertificateFact[]>([]);

  useEffect(() => {
    setFacts([]);
    if (stored === '') return;
    let isCurrent = true;
    api.checkCaFile({ path: stored }).then(
      (found) => isCurrent && setFacts(found),
      (error: unknown) => isCurrent && setProblem(failureOf(error).message),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, stored]);

  const saveFile = async (next: string): Promise<void> => {
    const { caFile: _, ...rest } = network;
    setProblem(await save(next === '' ? rest : { ...rest, caFile: next }));
  };

  return (
    <form
      className={`${layout.stack} ${layout.tight}`}
      onSubmit={(event) => {
        event.preventDefault();
        void saveFile(path.trim());
      }}
    >
      <TextField
        label="CA file"
        hint="The whole path of a PEM file, for networks with a certificate authority of their own. What this computer trusts is trusted anyway."
        placeholder="/etc/ssl/company-root.pem"
        value={path}
        error={problem}
        isMonospace
        spellCheck={false}
        onChange={(text) => {
          setPath(text);
          setProblem(undefined);
        }}
      />
      {facts.length > 0 && (
        <ul className={layout.small} aria-label="Certificates in the CA file">
          {facts.slice(0, 5).map((fact) => (
            <li key={`${fact.name} ${fact.validUntil}`}>{wordsOf(fact)}</li>
          ))}
          {facts.length > 5 && <li>and {facts.length - 5} more</li>}
        </ul>
      )}
      <div className={layout.row}>
        <Button type="submit" size="small" disabled={path.trim() === stored || path.trim() === ''}>
          Use this file
        </Button>
        {stored !== '' && (
          <Button
            size="small"
            variant="ghost"
            onClick={() => {
              setPath('');
              void saveFile('');
            }}
          >
            Remove file
          </Button>
        )}
      </div>
    </form>
  );
};
