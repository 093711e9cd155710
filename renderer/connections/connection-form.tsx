import { ExternalLink, TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Connection, VendorId } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { judgeLink } from '../../shared/link.ts';
import type { WireFormat } from '../../shared/model.ts';
import { vendors } from '../../shared/vendors.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { useApi, useCollate, useReadState } from '../state/store.ts';
import { failureOf, failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { Select } from '../ui/select.tsx';
import { AddressFields } from './address-fields.tsx';
import { type ConnectionDraft, withVendor } from './connection-draft.ts';
import styles from './connections.module.css';
import { CredentialFields } from './credential-fields.tsx';
import { HeaderFields } from './header-fields.tsx';
import { isKeyUnbound, judgeDraft, type Problems } from './judge-draft.ts';
import { createSecretEntry, type SecretName } from './secret-entry.ts';
import { suggestVendor } from './suggest-vendor.ts';
import { VendorPicker } from './vendor-picker.tsx';

const wireFormatLabels: Record<WireFormat, string> = {
  'openai-responses': 'Responses',
  'openai-chat': 'Chat Completions',
  'anthropic-messages': 'Messages',
  'bedrock-converse': 'Converse',
  gemini: 'Gemini',
  'cohere-v2': 'Cohere Chat v2',
};

/** Only these issue keys that tell whose they are; compatible endpoints take all kinds. */
const hasOwnKeys = (vendorId: VendorId) => vendors[vendorId].keysUrl !== undefined;

type FormProblems = Problems & { secrets?: Partial<Record<SecretName, string>>; save?: string };

export interface ConnectionFormProps {
  formId: string;
  initial: ConnectionDraft;
  /** The connection as stored; undefined for a new one. */
  saved: Connection | undefined;
  isVendorGuess: boolean;
  onSaving: (isSaving: boolean) => void;
  onSaved: (connectionId: ConnectionId) => void;
}

export const ConnectionForm = (props: ConnectionFormProps) => {
  const { formId, initial, saved, onSaving, onSaved } = props;
  const api = useApi();
  const openLink = useOpenLink();
  const readState = useReadState();
  const secret = useCollate((state) => state.secrets[initial.id]);
  const [draft, setDraft] = useState(initial);
  const [isVendorGuess, setIsVendorGuess] = useState(props.isVendorGuess);
  const [problems, setProblems] = useState<FormProblems>({});
  const [suggestion, setSuggestion] = useState<{ vendorId: VendorId; isTaken: boolean }>();
  const [isMoreOpen, setIsMoreOpen] = useState(initial.headers.length > 0);
  const [isChoosing, setIsChoosing] = useState(false);
  const [entry] = useState(createSecretEntry);
  const form = useRef<HTMLFormElement>(null);
  /** What was filled in for vendors that were left again. */
  const left = useRef(new Map<VendorId, ConnectionDraft>());

  const vendor = vendors[draft.vendorId];
  const kind = credentialKinds[draft.credential];
  const isUnbound = saved !== undefined && isKeyUnbound(saved, draft);
  const keysLink = vendor.keysUrl === undefined ? undefined : judgeLink(vendor.keysUrl);
  const change = (next: ConnectionDraft) => {
    setDraft(next);
    setProblems({});
  };

  // The dialog stays while its content changes, so the focus is brought along: to the key of a new connection.
  useEffect(() => {
    if (isChoosing) return;
    const found =
      form.current?.querySelector<HTMLElement>('[data-first-secret]') ??
      form.current?.querySelector<HTMLElement>('input:not([aria-hidden], [hidden])');
    found?.focus();
  }, [isChoosing]);

  useEffect(() => {
    if (problems.headers !== undefined) setIsMoreOpen(true);
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  const takeVendor = (vendorId: VendorId) => {
    const labels = Object.values(readState().connections).map(({ label }) => label);
    left.current.set(draft.vendorId, draft);
    change(left.current.get(vendorId) ?? withVendor(draft, vendorId, labels));
  };
  const onSecretTyped = (text: string) => {
    setProblems({});
    const vendorId = suggestVendor(text);
    if (saved !== undefined || draft.copy !== undefined || vendorId === undefined) return;
    if (vendorId === draft.vendorId || !hasOwnKeys(draft.vendorId)) return;
    // One maker's key may open several of its doors.
    if (vendors[vendorId].operator === vendor.operator) return;
    if (isVendorGuess) takeVendor(vendorId);
    setSuggestion({ vendorId, isTaken: isVendorGuess });
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const verdict = judgeDraft(draft);
    const entered = entry.read(draft.credential);
    if (!verdict.ok || entered.problems !== undefined) {
      setProblems({
        ...(verdict.ok ? {} : verdict.problems),
        ...(entered.problems !== undefined && { secrets: entered.problems }),
      });
      return;
    }
    onSaving(true);
    try {
      await api.saveConnection({ connection: verdict.connection });
      const { fields } = entered;
      if (Object.keys(fields).length > 0) await api.setSecret({ connectionId: draft.id, fields });
      entry.clear();
      onSaved(draft.id);
    } catch (error) {
      setProblems({ save: failureWords(failureOf(error)) });
    } finally {
      onSaving(false);
    }
  };

  if (isChoosing)
    return (
      <VendorPicker
        onPick={(vendorId) => {
          setIsVendorGuess(false);
          setSuggestion(undefined);
          setIsChoosing(false);
          if (vendorId !== draft.vendorId) takeVendor(vendorId);
        }}
      />
    );
  return (
    // The browser's own check of the address would stop the form without our reason.
    <form id={formId} ref={form} className={layout.stack} noValidate onSubmit={(event) => void save(event)}>
      {saved === undefined && draft.copy === undefined && (
        <div className={styles.chosen}>
          <div className={layout.grow}>
            <strong>{vendor.label}</strong>
            <span className={styles.about}>{vendor.about}</span>
          </div>
          <Button size="small" onClick={() => setIsChoosing(true)}>
            Change vendor
          </Button>
        </div>
      )}
      {draft.copy !== undefined && (
        <p className={layout.notice}>
          A copy of {draft.copy.ofLabel}.{' '}
          {kind.secrets.length > 0 &&
            'Its key is not copied: a key is bound to its connection and its address. Enter one for this copy.'}
        </p>
      )}
      <CredentialFields
        vendor={vendor}
        credential={draft.credential}
        onCredential={(credential) => change({ ...draft, credential })}
        entry={entry}
        secret={secret}
        isUnbound={isUnbound}
        errors={problems.secrets}
        error={problems.credential}
        onSecretTyped={onSecretTyped}
        settings={draft.settings}
        settingErrors={problems.settings}
        onSetting={(name, value) => change({ ...draft, settings: { ...draft.settings, [name]: value } })}
      />
      {suggestion?.isTaken === true && suggestion.vendorId === draft.vendorId && (
        <p role="status" className={layout.notice}>
          Recognised as a key of {vendor.label}.
        </p>
      )}
      {suggestion !== undefined && suggestion.vendorId !== draft.vendorId && (
        <p role="status" className={layout.notice}>
          <span className={layout.grow}>This looks like a key of {vendors[suggestion.vendorId].label}.</span>
          <Button size="small" onClick={() => takeVendor(suggestion.vendorId)}>
            Use {vendors[suggestion.vendorId].label}
          </Button>
        </p>
      )}
      {keysLink !== undefined && draft.credential === 'api-key' && saved === undefined && (
        <div>
          <Button size="small" variant="ghost" icon={<ExternalLink />} onClick={() => openLink(keysLink)}>
            Make a key at {keysLink.host}
          </Button>
        </div>
      )}
      {isUnbound && secret?.state === 'set' && (
        <p role="status" className={`${layout.notice} ${layout.warning}`}>
          <TriangleAlert aria-hidden="true" />
          <span className={layout.grow}>
            The address changes. A key is bound to its address, so it must be entered again.
          </span>
        </p>
      )}
      <AddressFields draft={draft} problems={problems} onChange={change} />
      <details
        className={layout.details}
        open={isMoreOpen}
        onToggle={(event) => setIsMoreOpen(event.currentTarget.open)}
      >
        <summary>Wire format and extra headers</summary>
        <div className={layout.stack}>
          {vendor.wireFormats.length > 1 ? (
            <Select
              label="Wire format"
              value={draft.wireFormat}
              options={vendor.wireFormats.map((value, index) => ({
                value,
                label: `${wireFormatLabels[value]}${index === 0 ? ' (usual)' : ''}`,
              }))}
              onChange={(wireFormat) => change({ ...draft, wireFormat })}
            />
          ) : (
            <p className={layout.muted}>
              {vendor.label} speaks one wire format: {wireFormatLabels[vendor.wireFormats[0]]}.
            </p>
          )}
          <HeaderFields
            headers={draft.headers}
            onChange={(headers) => change({ ...draft, headers })}
            error={problems.headers}
          />
        </div>
      </details>
      {problems.save !== undefined && (
        <p role="alert" className={`${layout.notice} ${layout.danger}`}>
          {problems.save}
        </p>
      )}
    </form>
  );
};
