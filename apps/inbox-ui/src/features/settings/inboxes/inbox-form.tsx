import type { ConnectionChecks, Inbox } from '@diwan/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { queuesQuery, useSaveInbox, useTestInbox } from '../../../api/configuration.js';
import { useSession } from '../../../api/session.js';
import { useTranslate } from '../../../i18n/intl.js';
import { languages, ownNames } from '../../../i18n/language.js';
import { Button } from '../../../ui/button.js';
import { Checkbox, Field } from '../../../ui/forms/field.js';
import { useFieldErrors } from '../../../ui/forms/form-errors.js';
import { SaveError } from '../../../ui/forms/save-error.js';
import { Select } from '../../../ui/forms/select.js';
import { Loading } from '../../../ui/states.js';
import { Checks } from './connection-checks.js';
import { GrantFields } from './grant-fields.js';
import { InboxHoursFields } from './inbox-hours-fields.js';
import { draftOf, requestOf, type InboxDraft } from './inbox-draft.js';
import { providerOf, providers, usesGrant, withProvider } from './providers.js';
import { ServerFields } from './server-fields.js';

type InboxFormProps = { inbox: Inbox | null; onDone: () => void; onLoadNewer: () => void };

export function InboxForm({ inbox, ...done }: InboxFormProps) {
  const { organisation } = useSession();
  const { data: queues } = useQuery(queuesQuery);
  if (!queues) return <Loading rows={3} />;
  const draft = draftOf(inbox, { queueId: queues[0]?.id ?? '', language: organisation.language });
  return <LoadedForm inbox={inbox} initial={draft} queues={queues} {...done} />;
}

type LoadedFormProps = InboxFormProps & { initial: InboxDraft; queues: { id: string; name: string }[] };

function LoadedForm({ inbox, initial, queues, onDone, onLoadNewer }: LoadedFormProps) {
  const t = useTranslate();
  const [draft, setDraft] = useState(initial);
  const save = useSaveInbox();
  const test = useTestInbox();
  const fieldErrors = useFieldErrors(save.error ?? test.error);
  const change = (over: Partial<InboxDraft>) => {
    setDraft((old) => ({ ...old, ...over }));
    test.reset();
  };
  /** The one that was typed is used up when the provider has given another. */
  const keepRefreshToken = ({ refreshToken }: ConnectionChecks) => {
    if (refreshToken !== null) setDraft((old) => ({ ...old, grant: { ...old.grant, refreshToken } }));
  };
  const request = requestOf(draft);
  return (
    <Form
      className="flex flex-col gap-4"
      validationErrors={fieldErrors}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        save.mutate({ ...request, id: inbox?.id, version: inbox?.version }, { onSuccess: onDone });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('inbox.name')}
          name="name"
          isRequired
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <Field
          label={t('inbox.address')}
          name="address"
          type="email"
          code
          isRequired
          value={draft.address}
          onChange={(address) => change({ address })}
        />
        <Field
          label={t('inbox.senderName')}
          name="senderName"
          hint={t('inbox.senderName.hint')}
          value={draft.senderName}
          onChange={(senderName) => change({ senderName })}
        />
        <Select
          label={t('inbox.queue')}
          value={draft.queueId}
          options={queues.map(({ id, name }) => ({ id, label: name }))}
          onChange={(queueId) => change({ queueId })}
        />
        <Select
          label={t('inbox.language')}
          hint={t('inbox.language.hint')}
          value={draft.language}
          options={languages.map((id) => ({ id, label: ownNames[id] }))}
          onChange={(language) => change({ language })}
        />
        <Field
          label={t('inbox.authserv')}
          name="authservId"
          code
          hint={t('inbox.authserv.hint')}
          value={draft.authservId}
          onChange={(authservId) => change({ authservId })}
        />
      </div>
      <Select
        label={t('inbox.provider')}
        hint={t('inbox.provider.hint')}
        value={providerOf(draft)}
        options={providers.map((id) => ({ id, label: t(`provider.${id}`) }))}
        onChange={(provider) => change(withProvider(draft, provider))}
      />
      <ServerFields kind="imap" value={draft.imap} onChange={(imap) => change({ imap })} />
      <ServerFields kind="smtp" value={draft.smtp} onChange={(smtp) => change({ smtp })} />
      {usesGrant(draft.imap) || usesGrant(draft.smtp) ? (
        <GrantFields value={draft.grant} onChange={(grant) => change({ grant })} />
      ) : null}
      <InboxHoursFields draft={draft} error={save.error} onChange={change} />
      <Checkbox isSelected={draft.acceptsSmtp} onChange={(acceptsSmtp) => change({ acceptsSmtp })}>
        {t('inbox.acceptsSmtp')}
      </Checkbox>
      <Checkbox isSelected={draft.enabled} onChange={(enabled) => change({ enabled })}>
        {t('inbox.enabled')}
      </Checkbox>
      <SaveError error={save.error ?? test.error} onLoadNewer={onLoadNewer} />
      {test.data ? <Checks checks={test.data.checks} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          isPending={test.isPending}
          isDisabled={!request.imap && !request.smtp}
          onPress={() => {
            const { imap, smtp, grant } = request;
            test.mutate({ inboxId: inbox?.id, imap, smtp, grant }, { onSuccess: keepRefreshToken });
          }}
        >
          {t(test.isPending ? 'inbox.testing' : 'inbox.test')}
        </Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}
