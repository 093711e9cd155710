import { Trash2 } from 'lucide-react';
import type { OwnPrice } from '../../shared/price.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import layout from '../ui/layout.module.css';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './own-price-list.module.css';

export const OwnPriceList = () => {
  const api = useApi();
  const command = useCommand();
  const toast = useToast();
  const prices = useCollate((state) => state.ownPrices);
  const connections = useCollate((state) => state.connections);

  const remove = async (price: OwnPrice) => {
    if (await command(api.removeOwnPrice({ model: price.model })))
      toast({
        message: `The price of ${price.model.modelId} was removed.`,
        actionLabel: 'Undo',
        onAction: () => void command(api.setOwnPrice({ price })),
      });
  };

  if (prices.length === 0) return <p className={layout.muted}>None. The price lists are used.</p>;
  return (
    <ScrollRegion className={styles.frame} label="Own prices">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" className={styles.number}>
              Input
            </th>
            <th scope="col" className={styles.number}>
              Output
            </th>
            <th scope="col">Entered</th>
            <th scope="col">
              <span className={layout.hidden}>Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map((price) => (
            <tr key={`${price.model.connectionId} ${price.model.modelId}`}>
              <th scope="row">
                {price.model.modelId}
                <span className={layout.small}>
                  {' '}
                  {connections[price.model.connectionId]?.label ?? 'Connection removed'}
                </span>
              </th>
              <td className={styles.number}>{price.inputUsdPerMillion}</td>
              <td className={styles.number}>{price.outputUsdPerMillion}</td>
              <td>{price.enteredOn}</td>
              <td className={styles.number}>
                <IconButton
                  size="small"
                  label={`Remove the price of ${price.model.modelId}`}
                  icon={<Trash2 />}
                  onClick={() => void remove(price)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};
