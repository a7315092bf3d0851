"""What is made: one product file for each artefact, with its size, its renderer and its name."""

from factpress.publication.products.load import load_product, load_products
from factpress.publication.products.product import PRODUCTS, Handout, Page, Product, Sheet
from factpress.publication.products.schema import product_schema

__all__ = ["PRODUCTS", "Handout", "Page", "Product", "Sheet", "load_product", "load_products", "product_schema"]
