import { defineConfig, type OxlintConfig } from 'oxlint';

type Override = NonNullable<OxlintConfig['overrides']>[number];

/** Who may import whom. Patterns match the import specifier; `!` lines are the allowed doors. */
function layer(files: string[], message: string, forbidden: string[], ipcMain = false): Override {
  return {
    files,
    rules: {
      'eslint/no-restricted-imports': [
        'error',
        {
          patterns: [{ group: forbidden, message }],
          paths: ipcMain
            ? [
                {
                  name: 'electron',
                  importNames: ['ipcMain'],
                  message: 'Use ipc.ts: it checks the sender.',
                },
              ]
            : [],
        },
      ],
    },
  };
}

const SHELL_AND_UI = [
  'electron',
  'electron/*',
  'react',
  'react-dom',
  '**/src-main/**',
  '**/src-renderer/**',
];
const SHELL_RULE = 'The shell speaks to the engine through management/ only.';
const SHELL_DOORS = [
  '**/src-renderer/**',
  '**/src-proxy/**',
  '!**/src-proxy/config.ts',
  '!**/src-proxy/errors.ts',
  '!**/src-proxy/log.ts',
  '!**/src-proxy/management/*.ts',
];
/** Served by the app's own scheme as by the browser door. */
const PAGE_DOORS = [
  '!**/src-proxy/browser-door/page-files.ts',
  '!**/src-proxy/browser-door/page-headers.ts',
];

export default defineConfig({
  plugins: [
    'eslint',
    'typescript',
    'unicorn',
    'oxc',
    'import',
    'node',
    'promise',
    'vitest',
    'react',
    'jsx-a11y',
  ],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist/**'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'eslint/no-console': 'error',
    'eslint/max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'eslint/max-lines-per-function': [
      'error',
      { max: 60, skipBlankLines: true, skipComments: true },
    ],
    'eslint/complexity': ['error', 10],
    'node/no-process-env': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'eslint/no-restricted-properties': [
      'error',
      {
        property: 'expose',
        message: 'Only the forwarding step, the probe and the vault read a Secret.',
      },
    ],
    'react/react-in-jsx-scope': 'off',
    // Takes what an effect uses inside a callback of its own for unused.
    'react/exhaustive-effect-dependencies': 'off',
    'oxc/no-map-spread': 'off',
    // tsc's noImplicitReturns says the same and understands exhaustive switches.
    'typescript/consistent-return': 'off',
  },
  overrides: [
    layer(
      ['src-proxy/**'],
      'src-proxy runs headless and knows neither shell nor UI.',
      SHELL_AND_UI,
    ),
    layer(['src-proxy/vault/**'], 'The vault knows errors and log, nothing else.', [
      ...SHELL_AND_UI,
      'express',
      'undici',
      '../**',
      '!../errors.ts',
      '!../log.ts',
    ]),
    layer(['src-proxy/providers/**'], 'A provider is a description; it calls nobody.', [
      ...SHELL_AND_UI,
      'express',
      'undici',
      '../**',
      '!../errors.ts',
      '!../dialects/dialect-name.ts',
      '!../rate-limit-headers.ts',
    ]),
    layer(['src-proxy/dialects/**'], 'A dialect knows bytes and errors, nothing else.', [
      ...SHELL_AND_UI,
      'express',
      'undici',
      '../**',
      '!../errors.ts',
    ]),
    layer(['src-proxy/management/**'], 'Management never touches the request path.', [
      ...SHELL_AND_UI,
      '../inference/**',
      'undici',
    ]),
    layer(
      ['src-proxy/management/contract.ts'],
      'The contract is shared with the browser: zod only.',
      ['*', '!zod', '!./contract/*.ts'],
    ),
    layer(
      ['src-proxy/management/contract/**'],
      'The contract is shared with the browser: zod only.',
      ['*', '!zod', '!./*.ts'],
    ),
    layer(['src-renderer/**'], 'The UI knows only the contracts.', [
      'node:*',
      'electron',
      '**/src-main/**',
      '**/src-proxy/**',
      '!**/src-proxy/management/contract.ts',
      '!**/src-proxy/management/client.ts',
      '!**/src-proxy/management/management-error.ts',
      '!**/src-main/shell-contract.ts',
    ]),
    layer(['src-main/**'], SHELL_RULE, SHELL_DOORS, true),
    layer(['src-main/ipc.ts'], SHELL_RULE, SHELL_DOORS),
    layer(['src-main/window/app-scheme.ts'], SHELL_RULE, [...SHELL_DOORS, ...PAGE_DOORS], true),
    layer(['src-main/launch/**'], 'What starts the app is not part of it.', [
      'electron',
      '**/src-renderer/**',
      '**/src-proxy/**',
      '!**/src-proxy/end-with-parent.ts',
      '!**/src-proxy/cli/latchport.ts',
    ]),
    layer(['src-main/engine-entry.ts'], 'The engine as a child process is the engine alone.', [
      'electron',
      '**/src-renderer/**',
      '**/src-proxy/**',
      '!**/src-proxy/main.ts',
    ]),
    // What SQLite gives back has the shape the schema says; this file is where that is trusted.
    {
      files: ['src-proxy/store/table.ts'],
      rules: { 'typescript/no-unsafe-type-assertion': 'off' },
    },
    { files: ['src-proxy/config.ts'], rules: { 'node/no-process-env': 'off' } },
    {
      files: ['src-proxy/log.ts', 'src-proxy/cli/print.ts'],
      rules: { 'eslint/no-console': 'off' },
    },
    {
      files: [
        'src-proxy/inference/upstream/forward.ts',
        'src-proxy/connections/probe.ts',
        'src-proxy/webhooks/sign-message.ts',
        'src-proxy/vault/**',
      ],
      rules: { 'eslint/no-restricted-properties': 'off' },
    },
    {
      files: ['test/**'],
      rules: {
        'eslint/max-lines-per-function': 'off',
        'eslint/no-restricted-properties': 'off',
        'eslint/no-console': 'off',
        'node/no-process-env': 'off',
      },
    },
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
