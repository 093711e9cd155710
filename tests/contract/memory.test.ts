import { contractSuite } from './contract-suite.ts';

contractSuite('memory', async (core) => ({ transport: core, close: async () => undefined }));
