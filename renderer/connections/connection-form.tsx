import { ExternalLink, TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Input } from '../../shared/api.ts';
import type { Connection, VendorId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { judgeLink } from '../../shared/link.ts';
import type { WireFormat } from '../../shared/model.ts';
import { connectableVendors, vendors } from '../../shared/vendors.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { useApi, useCollate, useReadState } from '../state/store.ts';
import { failureOf, failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import {
  type ConnectionDraft,
  isKeyUnbound,
  judgeDraft,
  newDraft,
  type Problems,
  withField,
  withRegion,
} from './connection-draft.ts';
import { CredentialFields, type SecretInputs, type SecretName } from './credential-fields.tsx';
import { HeaderFields } from './header-fields.tsx';
import { RegionField } from './region-field.tsx';
import { keyProblem, suggestVendor } from './suggest-vendor.ts';
import { VendorFields } from './vendor-fields.tsx';

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

const hasAny = (fields: Record<string, string | undefined>) =>
  Object.values(fields).some((value) => value !== undefined);

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
  const [problems, setProblems] = useState<Problems & { key?: string; save?: string }>({});
  const [suggestion, setSuggestion] = useState<{ vendorId: VendorId; isTaken: boolean }>();
  const [isMoreOpen, setIsMoreOpen] = useState(initial.headers.length > 0);
  const form = useRef<HTMLFormElement>(null);
  const inputs: SecretInputs = useRef({});

  const vendor = vendors[draft.vendorId];
  const isUnbound = saved !== undefined && isKeyUnbound(saved, draft);
  const keysLink = vendor.keysUrl === undefined ? undefined : judgeLink(vendor.keysUrl);
  const edit = (change: Partial<ConnectionDraft>) => {
    setDraft((previous) => ({ ...previous, ...change }));
    setProblems({});
  };

  // The dialog stays while its content changes, so the focus is brought along: to the key of a new connection.
  useEffect(() => {
    const input = form.current?.querySelector<HTMLElement>(
      'input[type="password"], input:not([aria-hidden])',
    );
    input?.focus();
  }, []);

  useEffect(() => {
    if (problems.headers !== undefined) setIsMoreOpen(true);
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  const takeVendor = (vendorId: VendorId) => {
    const labels = Object.values(readState().connections).map(({ label }) => label);
    setDraft((previous) => ({ ...newDraft(vendorId, labels), id: previous.id }));
    setProblems({});
  };
  const onKeyTyped = (text: string) => {
    setProblems({});
    const vendorId = suggestVendor(text);
    if (saved !== undefined || vendorId === undefined || !hasOwnKeys(draft.vendorId)) return;
    if (vendorId === draft.vendorId) return;
    if (isVendorGuess) takeVendor(vendorId);
    setSuggestion({ vendorId, isTaken: isVendorGuess });
  };

  const readSecret = (): { fields: Input<'setSecret'>['fields']; problem: string | undefined } => {
    const fields: Input<'setSecret'>['fields'] = {
      apiKey: undefined,
      accessKeyId: undefined,
      secretAccessKey: undefined,
      sessionToken: undefined,
    };
    for (const [name, input] of Object.entries(inputs.current)) {
      const value = input?.value.trim() ?? '';
      if (value !== '') fields[name as SecretName] = value;
    }
    const isHalf =
      draft.credential === 'iam-keys' &&
      hasAny(fields) &&
      (fields.accessKeyId === undefined || fields.secretAccessKey === undefined);
    const problem = Object.values(fields)
      .map((value) => keyProblem(value ?? ''))
      .find((each) => each !== undefined);
    return {
      fields,
      problem: problem ?? (isHalf ? 'Both the id and the secret key are needed.' : undefined),
    };
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const verdict = judgeDraft(draft);
    const { fields, problem } = readSecret();
    if (!verdict.ok || problem !== undefined) {
      setProblems({
        ...(verdict.ok ? {} : verdict.problems),
        ...(problem !== undefined && { key: problem }),
      });
      return;
    }
    onSaving(true);
    try {
      await api.saveConnection({ connection: verdict.connection });
      if (hasAny(fields)) {
        try {
          await api.setSecret({ connectionId: draft.id, fields });
        } finally {
          for (const input of Object.values(inputs.current)) if (input) input.value = '';
        }
      }
      onSaved(draft.id);
    } catch (error) {
      setProblems({ save: failureWords(failureOf(error)) });
    } finally {
      onSaving(false);
    }
  };

  return (
    // The browser's own check of the address would stop the form without our reason.
    <form id={formId} ref={form} className={layout.stack} noValidate onSubmit={(event) => void save(event)}>
      {saved === undefined && (
        <Select
          label="Vendor"
          value={draft.vendorId}
          options={connectableVendors.map(({ id, label, isLocal }) => ({
            value: id,
            label,
            description: isLocal === true ? 'On this computer' : undefined,
          }))}
          onChange={(vendorId) => {
            setIsVendorGuess(false);
            setSuggestion(undefined);
            takeVendor(vendorId);
          }}
        />
      )}
      <CredentialFields
        vendor={vendor}
        credential={draft.credential}
        onCredential={(credential) => edit({ credential })}
        inputs={inputs}
        secret={secret}
        isUnbound={isUnbound}
        error={problems.key}
        onKeyTyped={onKeyTyped}
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
      {keysLink !== undefined && draft.credential !== 'environment' && saved === undefined && (
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
      <div className={layout.pair}>
        <TextField
          label="Name"
          value={draft.label}
          maxLength={80}
          error={problems.label}
          onChange={(label) => edit({ label })}
        />
        <TextField
          label="Operator"
          value={draft.operator}
          maxLength={80}
          error={problems.operator}
          placeholder="Who runs it"
          onChange={(operator) => edit({ operator })}
        />
        <RegionField
          key={draft.vendorId}
          vendor={vendor}
          region={draft.region}
          error={problems.region}
          onChange={(region) => {
            setDraft((previous) => withRegion(previous, region));
            setProblems({});
          }}
        />
        <VendorFields
          vendor={vendor}
          values={draft.fields}
          errors={problems.fields}
          onChange={(name, value) => {
            setDraft((previous) => withField(previous, name, value));
            setProblems({});
          }}
        />
        <TextField
          className={layout.whole}
          label="Base URL"
          type="url"
          inputMode="url"
          value={draft.baseUrl}
          error={problems.baseUrl}
          placeholder="https://host/v1"
          onChange={(baseUrl) => edit({ baseUrl, isBaseUrlOwn: true })}
        />
      </div>
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
              onChange={(wireFormat) => edit({ wireFormat })}
            />
          ) : (
            <p className={layout.muted}>
              {vendor.label} speaks one wire format: {wireFormatLabels[vendor.wireFormats[0]]}.
            </p>
          )}
          <HeaderFields
            headers={draft.headers}
            onChange={(headers) => edit({ headers })}
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
