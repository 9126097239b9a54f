import { revalidatePath } from 'next/cache';
import { notFound, redirect } from 'next/navigation';

import { Card, Field, Heading, Select, Table } from '@/components/ui';
import { ConfirmButton } from '@/components/confirm-button';
import { SubmitButton } from '@/components/submit-button';
import { requireMember } from '@/lib/auth';
import { db, type Member, type Project } from '@/lib/db';
import { invite as sendInvitation } from '@/lib/invitations';
import { t } from '@/lib/i18n';

const ROLES = ['viewer', 'developer', 'admin', 'owner'] as const;
type Role = (typeof ROLES)[number];

function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ tab?: string }>;
}

export async function generateMetadata({ params }: PageProps) {
  const { project: slug } = await params;
  const project = await db.project.findBySlug(slug);
  return { title: project ? `${project.name} · ${t('settings')}` : t('not-found') };
}

export default async function SettingsPage({ params, searchParams }: PageProps) {
  const [{ project: slug }, { tab = 'general' }] = await Promise.all([params, searchParams]);
  const project = await db.project.findBySlug(slug);
  if (!project) notFound();
  const me = await requireMember(project.id);
  const members = await db.member.findMany({ where: { projectId: project.id } });
  const isAdmin = rank(me.role) >= rank('admin');

  async function rename(formData: FormData) {
    'use server';
    const name = String(formData.get('name') ?? '').trim();
    if (name.length < 2 || name.length > 60) throw new Error(t('name-length'));
    const { slug: renamed } = await db.project.update({ where: { id: project.id }, data: { name } });
    revalidatePath('/projects');
    redirect(`/projects/${renamed}/settings`);
  }

  async function remove() {
    'use server';
    if (me.role !== 'owner') throw new Error(t('owners-only'));
    await db.project.delete({ where: { id: project.id } });
    redirect('/projects');
  }

  return (
    <main>
      <Heading level={1}>{project.name}</Heading>
      {tab === 'general' ? (
        <Card title={t('general')}>
          <form action={rename}>
            <Field name="name" label={t('name')} defaultValue={project.name} readOnly={!isAdmin} />
            <SubmitButton disabled={!isAdmin}>{t('save')}</SubmitButton>
          </form>
          <form action={remove}>
            <ConfirmButton question={t('delete-project', { name: project.name })} />
          </form>
        </Card>
      ) : (
        <Members project={project} members={members} me={me} />
      )}
      <Webhooks projectId={project.id} isAdmin={isAdmin} />
    </main>
  );
}

function Members({ project, members, me }: { project: Project; members: Member[]; me: Member }) {
  const assignable = ROLES.filter((role) => rank(role) <= rank(me.role));

  return (
    <Card title={t('members', { count: members.length })}>
      <Table head={[t('name'), t('role'), '']}>
        {members.map((member) => {
          const isSelf = member.id === me.id;
          const mayChange = !isSelf && rank(member.role) < rank(me.role);

          const changeRole = async (formData: FormData) => {
            'use server';
            const role = formData.get('role');
            if (!isRole(role) || !assignable.includes(role) || !mayChange) return;
            await db.member.update({ where: { id: member.id }, data: { role } });
            await db.audit.log('role-changed', { actor: me.id, subject: member.id, role });
            revalidatePath(`/projects/${project.slug}/settings`);
          };

          return (
            <tr key={member.id}>
              <td>
                {member.name} <small>{member.email}</small>
              </td>
              <td>
                <form action={changeRole}>
                  <Select name="role" options={assignable} value={member.role} disabled={!mayChange} />
                  <SubmitButton disabled={!mayChange}>{t('change')}</SubmitButton>
                </form>
              </td>
              <td>
                <form
                  action={async () => {
                    'use server';
                    if (!mayChange && !isSelf) return;
                    await db.member.delete({ where: { id: member.id } });
                    revalidatePath(`/projects/${project.slug}/settings`);
                  }}
                >
                  <ConfirmButton question={isSelf ? t('leave') : t('remove', { name: member.name })} />
                </form>
              </td>
            </tr>
          );
        })}
      </Table>
      <form
        action={async (formData: FormData) => {
          'use server';
          const emails = String(formData.get('emails')).split(/[\s,;]+/u).filter(Boolean);
          const role = formData.get('role');
          if (!isRole(role) || !assignable.includes(role)) throw new Error(t('role-not-allowed'));
          for (const email of emails.slice(0, 50)) {
            await sendInvitation({ projectId: project.id, email, role, invitedBy: me.id });
          }
          revalidatePath(`/projects/${project.slug}/settings`);
        }}
      >
        <Field name="emails" label={t('emails')} multiline required />
        <Select name="role" options={assignable} value="developer" />
        <SubmitButton>{t('invite')}</SubmitButton>
      </form>
    </Card>
  );
}

async function Webhooks({ projectId, isAdmin }: { projectId: string; isAdmin: boolean }) {
  const hooks = await db.webhook.findMany({ where: { projectId }, orderBy: { createdAt: 'asc' } });
  const rows = [];
  for (const { id, url, active, secret } of hooks) {
    async function toggle() {
      'use server';
      if (!isAdmin) throw new Error(t('admins-only'));
      await db.webhook.update({ where: { id, projectId }, data: { active: !active } });
      revalidatePath('/projects/[project]/settings', 'page');
    }
    async function test(event: 'push' | 'deploy' = 'push') {
      'use server';
      const body = JSON.stringify({ event, sentAt: new Date().toISOString() });
      const signature = await db.webhook.sign(secret, body);
      const response = await fetch(url, { method: 'POST', body, headers: { 'x-signature': signature } });
      return { status: response.status, ok: response.ok };
    }
    rows.push(
      <tr key={id}>
        <td>
          <code>{url}</code>
        </td>
        <td>
          <form action={toggle}>
            <SubmitButton>{active ? t('pause') : t('resume')}</SubmitButton>
          </form>
        </td>
        <td>
          <WebhookTest run={test} label={t('send-test')} />
        </td>
      </tr>,
    );
  }
  return (
    <Card title={t('webhooks')}>
      <Table head={[t('address'), t('state'), '']}>{rows}</Table>
    </Card>
  );
}

function WebhookTest({ run, label }: { run: (event?: 'push' | 'deploy') => Promise<unknown>; label: string }) {
  return <TestButton run={run}>{label}</TestButton>;
}
