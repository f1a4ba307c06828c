/** What a listed model can be asked to do, where its provider says. */
export const modelMethods = `
ALTER TABLE connection_models ADD COLUMN methods TEXT;
`;
