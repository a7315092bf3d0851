"""What is made: one product file for each artefact, with its size, its renderer and its name."""

from factpress.products.load import load_product, load_products
from factpress.products.model import PRODUCTS, Handout, Page, Product, Sheet
from factpress.products.schema import product_schema

__all__ = ["PRODUCTS", "Handout", "Page", "Product", "Sheet", "load_product", "load_products", "product_schema"]
