import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Vault } from '../../../electron/core/vault/vault.ts';
import { type ConnectionId, newId } from '../../../shared/id.ts';
import type { VaultStatus } from '../../../shared/vault-status.ts';
import { aKeychain, aVaultFolder } from './keychains.ts';

const id = newId<ConnectionId>();
const origin = 'https://api.openai.com:443';
const canary = 'sk-canary-0123456789-abcdefghij-WXYZ';
const passphrase = 'correct horse battery';

const set = (vault: Vault, apiKey = canary, connectionId = id) =>
  vault.setSecret(connectionId, 'openai', origin, { apiKey });
const get = (vault: Vault, connectionId = id) => vault.secretFor(connectionId, 'openai', origin);
const failure = (kind: string, field?: string) => ({
  name: 'ProviderError',
  failure: expect.objectContaining({ kind, ...(field === undefined ? {} : { field }) }),
});

describe('where secrets are kept', () => {
  test('with a keychain: encrypted, found again by the next run, never in clear', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const vault = await folder.open(keychain);
    expect(vault.status()).toMatchObject({ state: 'ready', strength: 'os-keychain', hasPassphrase: false });
    expect(vault.status().detail).toContain('GNOME Keyring');
    expect(folder.bytes()).toBeUndefined();
    await set(vault);
    await vault.setSecret(newId<ConnectionId>(), 'bedrock', 'https://b.example:443', {
      accessKeyId: 'AKIACANARY0000000000',
      secretAccessKey: 'canary/secret/access/key/0000000000000000',
    });
    expect(folder.everything()).not.toMatch(/canary|AKIA/i);
    const again = await folder.open(keychain);
    expect(again.values()).toEqual([]);
    expect(await get(again)).toEqual({ apiKey: canary });
    expect(again.values()).toEqual([canary]);
  });

  test('without one: in memory only, and nothing at all is written', async () => {
    const folder = aVaultFolder();
    const vault = await folder.open();
    expect(vault.status()).toMatchObject({ state: 'ready', strength: 'session', hasPassphrase: false });
    expect(vault.status().detail).toContain('there is no keyring here.');
    await set(vault);
    expect(await get(vault)).toEqual({ apiKey: canary });
    expect(vault.values()).toEqual([canary]);
    expect(folder.everything()).toBe('');
    expect(await get(await folder.open())).toBeUndefined();
  });

  test('a passphrase stores what was held for the session, and is asked for by the next run', async () => {
    const folder = aVaultFolder();
    const vault = await folder.open();
    await set(vault);
    const heard: VaultStatus[] = [];
    vault.onStatus((status) => heard.push(status));
    await vault.setPassphrase(passphrase);
    expect(heard).toEqual([vault.status()]);
    expect(vault.status()).toMatchObject({ state: 'ready', strength: 'passphrase', hasPassphrase: true });
    expect(folder.everything()).not.toMatch(/canary|horse/);

    const again = await folder.open();
    expect(again.status()).toMatchObject({ state: 'locked', hasPassphrase: true });
    expect(again.secretStatus(id, 'openai', origin)).toEqual({ state: 'set', hint: 'WXYZ' });
    await expect(get(again)).rejects.toMatchObject(failure('vault_locked', 'passphrase'));
    await expect(set(again)).rejects.toMatchObject(failure('vault_locked', 'passphrase'));
    await expect(again.setPassphrase('another one')).rejects.toMatchObject(failure('vault_locked'));
    const before = folder.bytes();
    await expect(again.unlock('wrong horse battery')).rejects.toMatchObject(
      failure('vault_locked', 'passphrase'),
    );
    expect(folder.bytes()).toEqual(before);
    await again.unlock(passphrase);
    expect(again.status()).toMatchObject({ state: 'ready', strength: 'passphrase' });
    expect(await get(again)).toEqual({ apiKey: canary });
  });

  test('composed and decomposed spellings are one passphrase', async () => {
    const folder = aVaultFolder();
    await (await folder.open()).setPassphrase('caf\u00e9 caf\u00e9');
    const again = await folder.open();
    await again.unlock('cafe\u0301 cafe\u0301');
    expect(again.status().state).toBe('ready');
  });

  test('forgetting deletes, on a locked vault too', async () => {
    const folder = aVaultFolder();
    const vault = await folder.open();
    const other = newId<ConnectionId>();
    await set(vault);
    await set(vault, 'other-key', other);
    await vault.setPassphrase(passphrase);
    await vault.forget(other);
    expect(vault.secretStatus(other, 'openai', origin)).toEqual({ state: 'none' });
    const locked = await folder.open();
    await locked.forget(id);
    await locked.unlock(passphrase);
    expect(await get(locked)).toBeUndefined();
    expect(JSON.parse(String(folder.bytes())).secrets).toEqual([]);
  });

  test('changes made at the same time are all kept', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const vault = await folder.open(keychain);
    const ids = Array.from({ length: 8 }, () => newId<ConnectionId>());
    await Promise.all(ids.map((each, index) => set(vault, `key-${index}`, each)));
    const again = await folder.open(keychain);
    expect(await Promise.all(ids.map((each) => get(again, each)))).toEqual(
      ids.map((_, index) => ({ apiKey: `key-${index}` })),
    );
  });

  test('a keychain that has changed its own key gets the new wrapping saved', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    await set(await folder.open(keychain));
    const renewed = 'wrapped-anew';
    const rotating = {
      ...keychain,
      unwrap: async (wrapped: string, onRewrapped?: (wrapped: string) => void) => {
        onRewrapped?.(renewed);
        return keychain.unwrap(wrapped);
      },
    };
    expect(await get(await folder.open(rotating))).toEqual({ apiKey: canary });
    expect(folder.everything()).toContain(renewed);
    folder.file.refusal = 'disk full';
    expect((await folder.open({ ...rotating, unwrap: async () => keychain.unwrap('') })).status().state).toBe(
      'unavailable',
    );
  });
});

describe('what a crash or a locked keychain left behind', () => {
  test('a key entered while the keychain was locked replaces the stored one as soon as it opens', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const other = newId<ConnectionId>();
    const first = await folder.open(keychain);
    await set(first, 'sk-old-000000000000000000');
    await set(first, 'sk-other-00000000000000000', other);
    keychain.refusal = 'the keyring is locked';
    const vault = await folder.open(keychain);
    expect(vault.status().state).toBe('unavailable');
    await set(vault);
    keychain.refusal = undefined;
    // Asking for a stored secret asks the keychain again.
    expect(await get(vault, other)).toEqual({ apiKey: 'sk-other-00000000000000000' });
    expect(await get(await folder.open(keychain))).toEqual({ apiKey: canary });
  });

  test('secrets of connections that are gone are erased, those of others stay', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const vault = await folder.open(keychain);
    const gone = newId<ConnectionId>();
    await set(vault);
    await set(vault, 'sk-gone-0000000000000000000', gone);
    const again = await folder.open(keychain);
    await again.keepOnly(new Set([id]));
    expect(await get(again)).toEqual({ apiKey: canary });
    expect(await get(again, gone)).toBeUndefined();
    expect(folder.everything()).not.toContain(gone);
  });
});

describe('binding and hints', () => {
  test.each([
    ['another origin', 'openai', 'https://evil.example:443'],
    ['another port', 'openai', 'https://api.openai.com:8443'],
    ['another scheme', 'openai', 'http://api.openai.com:443'],
    ['another vendor', 'openai-compatible', origin],
  ] as const)('a secret is not given for %s', async (_, vendor, to) => {
    for (const keychain of [aKeychain(), undefined]) {
      const vault = await aVaultFolder().open(keychain);
      await set(vault);
      expect(await vault.secretFor(id, vendor, to)).toBeUndefined();
      expect(vault.secretStatus(id, vendor, to)).toEqual({ state: 'unbound' });
      expect(vault.secretStatus(id, 'openai', origin)).toEqual({ state: 'set', hint: 'WXYZ' });
    }
  });

  test('a hint is given from 20 characters on', async () => {
    for (const keychain of [aKeychain(), undefined]) {
      const vault = await aVaultFolder().open(keychain);
      await set(vault, `${'x'.repeat(15)}abcd`);
      expect(vault.secretStatus(id, 'openai', origin)).toEqual({ state: 'set' });
      await set(vault, `${'x'.repeat(16)}abcd`);
      expect(vault.secretStatus(id, 'openai', origin)).toEqual({ state: 'set', hint: 'abcd' });
      expect(vault.secretStatus(newId<ConnectionId>(), 'openai', origin)).toEqual({ state: 'none' });
    }
  });
});

describe('several ways in', () => {
  test('a second shell unlocks with the passphrase once, adds its own keychain, and both open it from then on', async () => {
    const folder = aVaultFolder();
    const desktop = aKeychain('electron:gnome_libsecret');
    const web = aKeychain('keyring:secret-service');
    const first = await folder.open(desktop);
    await set(first);
    await first.setPassphrase(passphrase);
    expect(first.status()).toMatchObject({ strength: 'os-keychain', hasPassphrase: true });
    const second = await folder.open(web);
    expect(second.status()).toMatchObject({ state: 'locked' });
    expect(second.status().detail).toContain('electron:gnome_libsecret');
    await second.unlock(passphrase);
    expect(second.status()).toMatchObject({ state: 'ready', strength: 'os-keychain' });
    for (const keychain of [desktop, web])
      expect(await get(await folder.open(keychain))).toEqual({ apiKey: canary });
  });

  test('a keychain that refuses to be added does not keep the passphrase from working', async () => {
    const folder = aVaultFolder();
    const first = await folder.open();
    await set(first);
    await first.setPassphrase(passphrase);
    const keychain = aKeychain();
    keychain.refusal = 'prompt dismissed';
    const vault = await folder.open(keychain);
    await vault.unlock(passphrase);
    expect(vault.status()).toMatchObject({ state: 'ready', strength: 'passphrase' });
    expect(await get(vault)).toEqual({ apiKey: canary });
  });

  test('a new passphrase shuts out the old one and the old data key, and keeps the keychain', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const vault = await folder.open(keychain);
    await set(vault);
    await vault.setPassphrase(passphrase);
    const old = JSON.parse(String(folder.bytes()));
    await vault.setPassphrase('a new passphrase');
    const now = JSON.parse(String(folder.bytes()));
    expect(await get(vault)).toEqual({ apiKey: canary });
    expect(await get(await folder.open(keychain))).toEqual({ apiKey: canary });
    const locked = await folder.open();
    await expect(locked.unlock(passphrase)).rejects.toMatchObject(failure('vault_locked'));
    await locked.unlock('a new passphrase');
    expect(await get(locked)).toEqual({ apiKey: canary });
    // The old way in beside the new secrets: opens nothing.
    writeFileSync(folder.path, JSON.stringify({ ...now, slots: old.slots }));
    expect((await folder.open(keychain)).status().state).not.toBe('ready');
  });
});

describe('a vault that cannot be opened is left alone', () => {
  const stored = async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    await set(await folder.open(keychain));
    return { folder, keychain, before: folder.bytes() };
  };

  test.each([
    ['the keychain is gone', undefined, 'there is no keyring here.'],
    ['the keychain is another', aKeychain('kwallet6', 'KWallet'), 'now offers kwallet6'],
    ['the keychain has another key', aKeychain(), 'did not open the stored keys'],
  ])('when %s', async (_, keychain, words) => {
    const { folder, before } = await stored();
    const vault = await folder.open(keychain);
    expect(vault.status()).toMatchObject({ state: 'unavailable', strength: 'session', hasPassphrase: false });
    expect(vault.status().detail).toContain(words);
    await expect(get(vault)).rejects.toMatchObject(failure('vault_locked'));
    await expect(vault.setPassphrase(passphrase)).rejects.toMatchObject(failure('vault_locked'));
    await expect(vault.unlock(passphrase)).rejects.toMatchObject(failure('vault_locked'));
    await set(vault, 'for-now');
    expect(await get(vault)).toEqual({ apiKey: 'for-now' });
    expect(folder.bytes()).toEqual(before);
  });

  test('when the keychain is locked; asking again after it was opened works', async () => {
    const { folder, keychain, before } = await stored();
    keychain.refusal = 'the keyring is locked';
    const vault = await folder.open(keychain);
    expect(vault.status().detail).toContain('the keyring is locked');
    await expect(get(vault)).rejects.toMatchObject(failure('vault_locked'));
    keychain.refusal = undefined;
    expect(await Promise.all([get(vault), get(vault)])).toEqual([{ apiKey: canary }, { apiKey: canary }]);
    expect(vault.status()).toMatchObject({ state: 'ready', strength: 'os-keychain' });
    expect(folder.bytes()).toEqual(before);
  });

  test('when the keychain refuses the first key: nothing is written and the reason is given', async () => {
    const folder = aVaultFolder();
    const keychain = aKeychain();
    const vault = await folder.open(keychain);
    keychain.refusal = 'prompt dismissed';
    await expect(set(vault)).rejects.toMatchObject(failure('vault_locked'));
    expect(vault.secretStatus(id, 'openai', origin)).toEqual({ state: 'none' });
    expect(folder.bytes()).toBeUndefined();
  });

  test('when the file cannot be written: what was stored stays in force', async () => {
    const { folder, keychain, before } = await stored();
    const vault = await folder.open(keychain);
    folder.file.refusal = 'no space left';
    await expect(set(vault, 'newer')).rejects.toMatchObject(failure('storage'));
    await expect(vault.setPassphrase(passphrase)).rejects.toMatchObject(failure('storage'));
    expect(await get(vault)).toEqual({ apiKey: canary });
    expect(folder.bytes()).toEqual(before);
  });

  test.each([
    ['another shape', '{"hello":1}'],
    ['a newer version', '{"v":2,"vaultId":"x"}'],
    ['no JSON', '{'],
    ['no slots', '{"v":1,"vaultId":"6f1a2b1e-0c55-4f5c-9d55-0123456789ab","slots":[],"secrets":[]}'],
  ])('when the file holds %s', async (_, content) => {
    const folder = aVaultFolder();
    writeFileSync(folder.path, content);
    const vault = await folder.open(aKeychain());
    expect(vault.status()).toMatchObject({ state: 'unavailable', strength: 'session' });
    await set(vault);
    expect(await get(vault)).toEqual({ apiKey: canary });
    await vault.forget(id);
    await expect(vault.setPassphrase(passphrase)).rejects.toMatchObject(failure('vault_corrupt'));
    expect(String(folder.bytes())).toBe(content);
  });

  test('whichever byte of it is changed: no secret comes out wrong, none for another place, nothing is deleted', async () => {
    const { folder, keychain, before } = await stored();
    const intact = String(before);
    const secretAt = intact.indexOf('"secrets"');
    const survivors: number[] = [];
    for (let at = 0; at < intact.length; at += 1) {
      const changed = `${intact.slice(0, at)}${intact[at] === 'A' ? 'B' : 'A'}${intact.slice(at + 1)}`;
      writeFileSync(folder.path, changed);
      const vault = await folder.open(keychain);
      const fields = await get(vault).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'ProviderError' });
        return undefined;
      });
      if (fields !== undefined) survivors.push(at);
      expect(String(folder.bytes())).toBe(changed);
      vault.close();
    }
    expect(secretAt).toBeGreaterThan(0);
    expect(survivors).toEqual([]);
  });

  test('a secret moved to another origin in the file is not given there', async () => {
    const { folder, keychain } = await stored();
    const content = JSON.parse(String(folder.bytes()));
    content.secrets[0].origin = 'https://evil.example:443';
    writeFileSync(folder.path, JSON.stringify(content));
    const vault = await folder.open(keychain);
    await expect(vault.secretFor(id, 'openai', 'https://evil.example:443')).rejects.toMatchObject(
      failure('vault_corrupt'),
    );
  });

  test('a damaged secret does not affect the others, and stops a change of passphrase', async () => {
    const { folder, keychain } = await stored();
    const vault = await folder.open(keychain);
    const other = newId<ConnectionId>();
    await set(vault, 'other-key', other);
    await vault.setPassphrase(passphrase);
    const content = JSON.parse(String(folder.bytes()));
    content.secrets[0].createdAt = 'never';
    writeFileSync(folder.path, JSON.stringify(content));
    const again = await folder.open(keychain);
    await expect(get(again)).rejects.toMatchObject(failure('vault_corrupt'));
    expect(await get(again, other)).toEqual({ apiKey: 'other-key' });
    await expect(again.setPassphrase('a new passphrase')).rejects.toMatchObject(failure('vault_corrupt'));
    await set(again);
    await again.setPassphrase('a new passphrase');
    expect(await get(again)).toEqual({ apiKey: canary });
  });
});
