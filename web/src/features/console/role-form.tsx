import { Button, MultiSelect, SegmentedControl } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './form.module.css';
import { useBrands } from './use-catalog.ts';

type Role = accounts.AccountRow['role'];
type RoleFormProps = {
  account: accounts.AccountRow;
  isBusy: boolean;
  onSave: (change: { role: Role; brandIds: string[] }) => void;
};

export function RoleForm({ account, isBusy, onSave }: RoleFormProps) {
  const words = useWords();
  const [role, setRole] = useState<Role>(account.role);
  const [brandIds, setBrandIds] = useState<string[]>([...account.brandIds]);
  return (
    <div className={styles.form}>
      <RoleFields role={role} brandIds={brandIds} onRole={setRole} onBrandIds={setBrandIds} />
      <div className={styles.formEnd}>
        <span />
        <Button
          variant="filled"
          loading={isBusy}
          onClick={() => onSave({ role, brandIds: role === 'host' ? brandIds : [] })}
        >
          {words.common.save}
        </Button>
      </div>
    </div>
  );
}

type RoleFieldsProps = {
  role: Role;
  brandIds: string[];
  onRole: (role: Role) => void;
  onBrandIds: (brandIds: string[]) => void;
};

/** A role; a host also gets her brands. */
export function RoleFields({ brandIds, onBrandIds, onRole, role }: RoleFieldsProps) {
  const words = useWords();
  const brands = useBrands().data ?? [];
  const roles = Object.entries(words.common.role).map(([value, label]) => ({ value, label }));
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={words.console.role}
        data={roles}
        value={role}
        onChange={(value) => onRole(value as Role)} // One of the listed keys.
      />
      {role === 'host' && (
        <MultiSelect
          label={words.console.brandsOfHost}
          description={words.console.brandsOfHostHint}
          data={brands.map((brand) => ({ value: brand.brandId, label: brand.name }))}
          value={brandIds}
          onChange={onBrandIds}
        />
      )}
    </>
  );
}
