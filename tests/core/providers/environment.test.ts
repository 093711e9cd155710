import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeEnvironment } from '../../../electron/core/providers/environment.ts';

/** Names of variables that a package's sources read. */
const readBy = (packageName: string): string[] => {
  const folder = resolve(import.meta.dirname, '../../../node_modules', packageName);
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.m?js$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const reading =
      /(?:readEnv\)?|getEnv)\(['"]([A-Z][A-Z0-9_]+)|process\.env(?:\.|\[['"])([A-Z][A-Z0-9_]+)/g;
    for (const [, called, named] of text.matchAll(reading)) found.add(called ?? named ?? '');
  }
  return [...found].sort();
};

/** Where things lie on this computer, and on what it runs (a build pipeline among them); nothing that is sent to an endpoint. */
const harmless = /^(?:APPDATA|HOME|PATH|USERPROFILE|XDG_CONFIG_HOME|SYSTEMROOT|SYSTEM_OIDCREQUESTURI)$/;

describe('the environment', () => {
  it('loses what SDKs read and keeps the rest, and the copy holds what was taken', () => {
    const env: Record<string, string | undefined> = {
      PATH: '/bin',
      HOME: '/home/me',
      OPENAI_API_KEY: 'one',
      ANTHROPIC_CUSTOM_HEADERS: 'two',
      AWS_PROFILE: 'three',
      AWS_CONFIG_FILE: '/home/me/.aws/config',
      OPENAIX: 'kept',
    };
    const taken = takeEnvironment(env);
    expect(taken).toEqual({ OPENAI_API_KEY: 'one', ANTHROPIC_CUSTOM_HEADERS: 'two', AWS_PROFILE: 'three' });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      AWS_CONFIG_FILE: '/home/me/.aws/config',
      OPENAIX: 'kept',
    });
  });

  it('has nothing left of what is known to leak to other hosts, or to turn requests to other hosts', () => {
    const names =
      'OPENAI_ORG_ID OPENAI_PROJECT_ID OPENAI_ADMIN_KEY OPENAI_BASE_URL OPENAI_LOG OPENAI_CUSTOM_HEADERS ' +
      'ANTHROPIC_CUSTOM_HEADERS ANTHROPIC_BASE_URL ANTHROPIC_AUTH_TOKEN ANTHROPIC_PROFILE ANTHROPIC_CONFIG_DIR ' +
      'ANTHROPIC_LOG AWS_BEARER_TOKEN_BEDROCK AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN ' +
      'AWS_PROFILE AWS_REGION AWS_ENDPOINT_URL AWS_ENDPOINT_URL_BEDROCK_RUNTIME AWS_CA_BUNDLE ' +
      'GOOGLE_GENAI_USE_VERTEXAI GOOGLE_GENAI_USE_ENTERPRISE GOOGLE_API_KEY GEMINI_API_KEY ' +
      'GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT GOOGLE_CLOUD_LOCATION CLOUD_ML_REGION ' +
      'AZURE_OPENAI_API_KEY AZURE_OPENAI_ENDPOINT AZURE_CLIENT_ID AZURE_CLIENT_SECRET AZURE_TENANT_ID AZURE_USERNAME AZURE_PASSWORD ' +
      'AZURE_AUTHORITY_HOST CO_API_KEY';
    const env = Object.fromEntries(names.split(' ').map((name) => [name, 'from-environment']));
    takeEnvironment(env);
    expect(env).toEqual({});
  });

  it.each(['openai', '@anthropic-ai/sdk', '@anthropic-ai/vertex-sdk', '@google/genai', '@azure/identity'])(
    'has nothing left that the installed sources of %s read',
    (packageName) => {
      const env = Object.fromEntries(readBy(packageName).map((name) => [name, 'from-environment']));
      takeEnvironment(env);
      expect(Object.keys(env).filter((name) => !harmless.test(name))).toEqual([]);
    },
  );
});
