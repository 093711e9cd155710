import { useState } from 'react';
import type { RouteFact } from '../../shared/api.ts';
import { useApi } from '../state/store.ts';
import { failureOf } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';

const wordsOf = (route: RouteFact): string =>
  route.via === 'direct'
    ? 'Reached directly.'
    : `Goes through ${route.proxy} (${route.protocol === 'socks5' ? 'SOCKS 5' : route.protocol.toUpperCase()}).`;

/** Which way a request to one address would go. Sends nothing there. */
export const RouteTest = () => {
  const api = useApi();
  const [url, setUrl] = useState('');
  const [found, setFound] = useState<{ words: string } | { problem: string }>();

  const ask = async (): Promise<void> => {
    try {
      setFound({ words: wordsOf(await api.findRoute({ url })) });
    } catch (error) {
      setFound({ problem: failureOf(error).message });
    }
  };

  return (
    <form
      className={`${layout.stack} ${layout.tight}`}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <TextField
        label="Which way would it go?"
        placeholder="https://api.example.com"
        value={url}
        error={found !== undefined && 'problem' in found ? found.problem : undefined}
        isMonospace
        spellCheck={false}
        onChange={(text) => {
          setUrl(text);
          setFound(undefined);
        }}
      />
      <div className={layout.row}>
        <Button type="submit" size="small" disabled={url.trim() === ''}>
          Show the way
        </Button>
        <p className={layout.small} role="status">
          {found !== undefined && 'words' in found ? found.words : ''}
        </p>
      </div>
    </form>
  );
};
