export const variantsZh = {
  /** 规格价格不同时的最低价；也用在顾客页面和海报上。 */
  fromPrice: (price: string) => `${price} 起`,
  /** 顾客看到的。 */
  choose: '选规格',
  soldOut: '已售完',
  gone: '请选一个在售的规格。',
  /** 后台的商品表单。 */
  form: {
    title: '规格',
    hint: '例如 50g、100g 或颜色：各有价格和库存，顾客下单时选一个。没有规格就按商品本身卖。',
    add: '添加规格',
    name: (at: number) => `第 ${at} 个规格的名称`,
    namePlaceholder: '例如 50g',
    price: (at: number) => `第 ${at} 个规格的价格`,
    stock: (at: number) => `第 ${at} 个规格的库存`,
    columns: { name: '名称', price: '价格', stock: '库存（件）' },
    isActive: (name: string) => `在售：${name}`,
    onSale: '在售',
    up: (name: string) => `把「${name}」往前移`,
    down: (name: string) => `把「${name}」往后移`,
    remove: (name: string) => `移除「${name}」`,
    ordersStay: '有订单的规格移除后会停售并留在这里，不会删除。',
    priceByVariants: '由规格决定，这里是最低价',
    needNames: '每个规格要有名称，且不能重名。',
  },
};
