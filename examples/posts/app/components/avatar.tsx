import type { ReactNode } from 'react';

/** The picture of a person, or the initials. */
export function Avatar({ name, picture }: { name: string; picture: string | null }): ReactNode {
  if (picture !== null) {
    return <img className="avatar" src={`/pictures/${picture}`} alt="" width={32} height={32} />;
  }
  const initials = name.split(' ').map((word) => word[0]);
  return (
    <span className="avatar" aria-hidden="true">
      {initials}
    </span>
  );
}
