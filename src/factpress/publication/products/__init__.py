"""Products: one file for each artefact, with its size, its renderer and its file name."""

from factpress.publication.products.load import load_product, load_products
from factpress.publication.products.product import Handout, Page, Product, Sheet
from factpress.publication.products.schema import product_schema

__all__ = ["Handout", "Page", "Product", "Sheet", "load_product", "load_products", "product_schema"]
