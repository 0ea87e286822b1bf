type InvitationPageProps = { token: string };

export function InvitationPage({ token }: InvitationPageProps) {
  return <main>{token}</main>;
}
