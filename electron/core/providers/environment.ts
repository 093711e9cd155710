// Keeps the vendors' SDKs from reading the process environment: they send what they find there to whatever endpoint they are given.
// Does not decide whether a connection may use a variable.

/** Everything the SDKs of our vendors read, by prefix (read in their sources, November 2026), and the keys of compatible endpoints. */
const vendorVariables =
  /^(OPENAI|ANTHROPIC|AWS|AZURE_(OPENAI|API|CLIENT|TENANT|USERNAME|PASSWORD|AUTHORITY|REGIONAL|ADDITIONALLY|FEDERATED|IDENTITY|KUBERNETES|POD|TOKEN|LOG)|CLOUD_ML|GOOGLE|GCLOUD|GEMINI|VERTEX|CO_API|COHERE|MISTRAL|XAI|GROQ|DEEPSEEK|OPENROUTER|OLLAMA|WANDB|OCI)(?:_|$)/;

/** Where files lie that a person's own sign-ins are read from, by the SDK itself; nothing that is sent. */
const placesOfFiles = new Set(['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']);

/**
 * Removes the variables that SDKs would read from `env` and returns them as a private copy.
 * Call it once, before the first SDK is imported; the copy holds secrets and must not be logged.
 */
export const takeEnvironment = (
  env: Record<string, string | undefined> = process.env,
): Record<string, string> => {
  const taken: Record<string, string> = {};
  for (const name of Object.keys(env)) {
    if (!vendorVariables.test(name.toUpperCase()) || placesOfFiles.has(name.toUpperCase())) continue;
    const value = env[name];
    if (value !== undefined) taken[name] = value;
    delete env[name];
  }
  return taken;
};
