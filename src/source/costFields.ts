/**
 * Names that a line of a bill has, in the order of its identity, by which readings of a bill are compared, and of the columns
 * of the ledger and of files. A new one goes to the end.
 */
export const COST_FIELDS = [
  { key: 'workspaceId', name: 'workspace_id' },
  /** `tokens`, `web_search`, `code_execution`, `session_usage`, or one that is not known yet. */
  { key: 'costType', name: 'cost_type' },
  { key: 'description', name: 'description' },
  { key: 'model', name: 'model' },
  /** Such as `cache_creation.ephemeral_5m_input_tokens`; `''` for what is not tokens. */
  { key: 'tokenType', name: 'token_type' },
  { key: 'serviceTier', name: 'service_tier' },
  { key: 'contextWindow', name: 'context_window' },
  { key: 'inferenceGeo', name: 'inference_geo' },
  { key: 'speed', name: 'speed' },
] as const;
type CostField = (typeof COST_FIELDS)[number];

/** `''` is what the API leaves unsaid. */
export type CostNames = { readonly [Key in CostField['key']]: string };
