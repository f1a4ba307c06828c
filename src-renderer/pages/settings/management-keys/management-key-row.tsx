import { Ban } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Ago } from '../../../components/ago.tsx';
import { Button } from '../../../components/button.tsx';
import { KeyStatus } from '../../../components/key-status.tsx';
import { KeyTag } from '../../../components/key-tag.tsx';
import { messages } from '../../../messages.ts';
import { RevokeManagementKeyDialog } from './revoke-management-key-dialog.tsx';

const { managementKeys: said } = messages;

export type ManagementKey = OutputOf<'management_keys.list'>['management_keys'][number];

export function ManagementKeyRow({ managementKey }: { readonly managementKey: ManagementKey }) {
  const [isRevoking, setRevoking] = useState(false);
  const { label, role, preview, status, created_at, last_used_at, expires_at } = managementKey;
  return (
    <li className={status === 'active' ? 'row row-plain' : 'row row-plain row-off'}>
      <div className="row-body">
        <div className="row-title">
          <strong className="wrap-anywhere">{label}</strong>
          <KeyStatus status={status} />
          <span className="badge">{said.roles[role].name}</span>
        </div>
        <p className="facts">
          <KeyTag text={preview} />
          <span>
            {last_used_at === null ? (
              said.neverUsed
            ) : (
              <>
                {said.lastUsed} <Ago at={last_used_at} />
              </>
            )}
          </span>
          <span>
            {said.made} <Ago at={created_at} />
          </span>
          {expires_at === null || status !== 'active' ? null : (
            <span>
              {said.ends} <Ago at={expires_at} />
            </span>
          )}
        </p>
        {status === 'active' ? (
          <div className="buttons row-actions">
            <Button
              size="small"
              look="quiet-danger"
              icon={<Ban size={15} />}
              aria-label={said.revokeOf(label)}
              onClick={() => setRevoking(true)}
            >
              {said.revoke}
            </Button>
          </div>
        ) : null}
      </div>
      {isRevoking ? (
        <RevokeManagementKeyDialog
          managementKey={managementKey}
          onClose={() => setRevoking(false)}
        />
      ) : null}
    </li>
  );
}
