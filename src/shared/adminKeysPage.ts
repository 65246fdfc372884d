/** The page of the Claude Console where an admin creates Admin API keys. */
export const ADMIN_KEYS_PAGE = 'https://platform.claude.com/settings/admin-keys';
