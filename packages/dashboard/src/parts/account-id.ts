/** `111122223333` as `1111-2222-3333`, which people read and AWS shows. */
export function formatAccountId(accountId: string): string {
  return accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3");
}
