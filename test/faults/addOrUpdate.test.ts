import { describeCells } from './describeCells';

describeCells('addOrUpdate');
