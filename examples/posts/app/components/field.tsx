import { useId, type ReactNode } from 'react';

/** A field of a form, with what is wrong with it. */
export function Field({
  name,
  label,
  hint,
  error,
  value = '',
  rows,
}: {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
  value: string | undefined;
  /** Lines of a longer text. */
  rows?: number;
}): ReactNode {
  const id = useId();
  const note = error ?? hint;
  const common = {
    id,
    name,
    required: true,
    defaultValue: value,
    'aria-invalid': error !== undefined,
    ...(note !== undefined && { 'aria-describedby': `${id}-note` }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? <input {...common} /> : <textarea {...common} rows={rows} />}
      {note === undefined ? null : (
        <p id={`${id}-note`} className={error === undefined ? 'hint' : 'error'}>
          {note}
        </p>
      )}
    </div>
  );
}
