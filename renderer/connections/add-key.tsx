import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { ConnectionsScreen } from './connections-screen.tsx';

/** Opens a new connection with the key field first; the vendor follows from the key, or is chosen. */
export const AddKeyButton = ({ variant, size }: Pick<ButtonProps, 'variant' | 'size'>) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant={variant} size={size} icon={<KeyRound />} onClick={() => setIsOpen(true)}>
        Add a key
      </Button>
      <ConnectionsScreen isOpen={isOpen} onClose={() => setIsOpen(false)} initialVendorId="openai" />
    </>
  );
};
