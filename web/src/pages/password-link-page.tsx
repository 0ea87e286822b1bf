type PasswordLinkPageProps = { token: string };

export function PasswordLinkPage({ token }: PasswordLinkPageProps) {
  return <main>{token}</main>;
}
