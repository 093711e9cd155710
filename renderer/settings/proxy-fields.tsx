import { useRef, useState } from 'react';
import { judgeProxyUrl, type NetworkSettings, proxySecretId } from '../../shared/network.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import type { SaveNetwork } from './network-section.tsx';

const splitHosts = (text: string): string[] => text.split(/[\s,;]+/).filter((host) => host !== '');

/** The address of a proxy, the hosts that do without it, and its password, which goes to the vault and never comes back. */
export const ProxyFields = ({ network, save }: { network: NetworkSettings; save: SaveNetwork }) => {
  const api = useApi();
  const command = useCommand();
  const secret = useCollate((state) => state.secrets[proxySecretId]);
  const [url, setUrl] = useState(network.proxy.url ?? '');
  const [bypass, setBypass] = useState((network.proxy.bypass ?? []).join(', '));
  const [userName, setUserName] = useState('');
  const [hasPassword, setHasPassword] = useState(false);
  const [problem, setProblem] = useState<string>();
  const password = useRef<HTMLInputElement | null>(null);
  const isStored = secret?.state === 'set';

  const saveProxy = async (): Promise<boolean> => {
    const verdict = judgeProxyUrl(url);
    if (!verdict.ok) {
      setProblem(verdict.reason);
      return false;
    }
    const hosts = splitHosts(bypass);
    const proxy = {
      mode: 'manual' as const,
      url: url.trim(),
      ...(hosts.length === 0 ? {} : { bypass: hosts }),
    };
    const wrong = await save({ ...network, proxy });
    setProblem(wrong);
    return wrong === undefined;
  };

  const saveAll = async (): Promise<void> => {
    if (!(await saveProxy())) return;
    const typed = password.current?.value ?? '';
    if (typed === '') return;
    if (!(await command(api.setProxyCredential({ userName: userName.trim(), password: typed })))) return;
    if (password.current !== null) password.current.value = '';
    setHasPassword(false);
    setUserName('');
  };

  const isChanged =
    url.trim() !== (network.proxy.url ?? '') ||
    splitHosts(bypass).join() !== (network.proxy.bypass ?? []).join() ||
    network.proxy.mode !== 'manual' ||
    hasPassword;

  return (
    <form
      className={`${layout.stack} ${layout.tight}`}
      onSubmit={(event) => {
        event.preventDefault();
        void saveAll();
      }}
    >
      <div className={layout.pair}>
        <TextField
          label="Proxy address"
          hint="http://, https:// or socks5://, with the port."
          placeholder="http://proxy.example:8080"
          value={url}
          error={problem}
          isMonospace
          spellCheck={false}
          onChange={(text) => {
            setUrl(text);
            setProblem(undefined);
          }}
        />
        <TextField
          label="Not for these hosts"
          hint="With commas between. A domain counts with all below it."
          placeholder="intranet.example, 10.0.0.0/8"
          value={bypass}
          isMonospace
          spellCheck={false}
          onChange={setBypass}
        />
        <TextField
          label="User name"
          value={userName}
          placeholder={isStored ? 'Stored with the password' : undefined}
          onChange={setUserName}
        />
        <TextField
          label="Password"
          type="password"
          hint={
            secret?.state === 'unbound'
              ? 'The address was changed. Enter it again to use it there.'
              : 'Only where the proxy asks for one. Kept like a key.'
          }
          placeholder={isStored ? 'Stored. Leave empty to keep it.' : undefined}
          data-1p-ignore=""
          data-lpignore="true"
          inputRef={(input) => {
            password.current = input as HTMLInputElement | null;
          }}
          onChange={(text) => setHasPassword(text !== '')}
        />
      </div>
      <div className={layout.row}>
        <Button type="submit" size="small" disabled={!isChanged}>
          Save proxy
        </Button>
        {secret !== undefined && secret.state !== 'none' && (
          <Button size="small" variant="ghost" onClick={() => void command(api.forgetProxyCredential({}))}>
            Forget password
          </Button>
        )}
      </div>
    </form>
  );
};
