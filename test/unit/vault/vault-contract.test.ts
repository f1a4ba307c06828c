import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryBackend } from '../../support/memory-backend.ts';
import { openTestVault } from '../../support/open-test-vault.ts';
import { type ContractVault, describeVaultContract } from '../../support/vault-contract.ts';

async function fileVault(passphrase?: string): Promise<ContractVault> {
  const home = await mkdtemp(join(tmpdir(), 'latchport-test-'));
  const folder = join(home, 'vault');
  return {
    backend: await openTestVault(folder, passphrase),
    reopen: () => openTestVault(folder, passphrase),
    close: () => rm(home, { recursive: true }),
  };
}

async function memoryVault(): Promise<ContractVault> {
  const backend = new MemoryBackend();
  return { backend, reopen: async () => backend };
}

describeVaultContract('memory', memoryVault, false);
describeVaultContract('file with a key file', () => fileVault());
describeVaultContract('file with a passphrase', () => fileVault('correct horse'));
