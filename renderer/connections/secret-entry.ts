// What is typed into the secret fields of a form: in the inputs and, for kinds of credential that are out of view, here. Never in the
// state of the page, never in an attribute; gone once handed over or with the form.
import type { Credential, SecretFields } from '../../shared/connection.ts';
import { credentialKinds, type SecretField } from '../../shared/credential-kinds.ts';
import { secretProblem } from './secret-problem.ts';

export type SecretName = keyof SecretFields;
type SecretInput = HTMLInputElement | HTMLTextAreaElement;

export interface SecretEntry {
  /** The input of a field, or null when it goes: what was typed comes back with the next one. */
  attach(name: SecretName, input: SecretInput | null): void;
  /** What was entered for this kind, trimmed, and what is wrong with it by field; nothing at all is not wrong. */
  read(credential: Credential): {
    fields: SecretFields;
    problems: Partial<Record<SecretName, string>> | undefined;
  };
  clear(): void;
}

export const createSecretEntry = (): SecretEntry => {
  const inputs = new Map<SecretName, SecretInput>();
  const kept = new Map<SecretName, string>();
  const typedIn = ({ name }: SecretField): string => (inputs.get(name)?.value ?? kept.get(name) ?? '').trim();
  return {
    attach(name, input) {
      const before = inputs.get(name);
      if (before !== undefined) kept.set(name, before.value);
      inputs.delete(name);
      if (input === null) return;
      inputs.set(name, input);
      const value = kept.get(name) ?? '';
      if (input.value === '' && value !== '') input.value = value;
      kept.delete(name);
    },
    read(credential) {
      const { secrets } = credentialKinds[credential];
      const entered = secrets.flatMap((field) => {
        const value = typedIn(field);
        return value === '' ? [] : [[field.name, value] as const];
      });
      const fields: SecretFields = Object.fromEntries(entered);
      const wrong = secrets.flatMap((field) => {
        const value = fields[field.name];
        const isMissing = value === undefined && field.isOptional !== true && entered.length > 0;
        const problem = isMissing ? 'This is needed too.' : secretProblem(field, value ?? '');
        return problem === undefined ? [] : [[field.name, problem] as const];
      });
      return { fields, problems: wrong.length === 0 ? undefined : Object.fromEntries(wrong) };
    },
    clear() {
      for (const input of inputs.values()) input.value = '';
      kept.clear();
    },
  };
};
