import { messages } from '../messages.ts';

export type EnvironmentChoice = 'dev' | 'staging' | 'prod' | 'none';

const { environments } = messages.words;

export const environmentOptions: readonly (readonly [EnvironmentChoice, string])[] = [
  ['none', messages.connections.fields.noEnvironment],
  ['dev', environments.dev],
  ['staging', environments.staging],
  ['prod', environments.prod],
];
